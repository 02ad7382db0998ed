package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Basis;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.MemberQuery.SelectAccount;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.InsertReport;
import dev.parley.bus.MessageQuery.RemoveMessage;
import dev.parley.bus.MessageQuery.SelectMessage;
import dev.parley.bus.ModerationCommand;
import dev.parley.bus.ModerationCommand.BanPerson;
import dev.parley.bus.ModerationCommand.DeleteMessage;
import dev.parley.bus.ModerationCommand.ListRestrictions;
import dev.parley.bus.ModerationCommand.MutePerson;
import dev.parley.bus.ModerationCommand.ReportMessage;
import dev.parley.bus.ModerationCommand.UnbanPerson;
import dev.parley.bus.ModerationCommand.UnmutePerson;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AccountFound;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.MessageFound;
import dev.parley.bus.Reply.ReportStored;
import dev.parley.bus.Reply.RestrictionsListed;
import dev.parley.bus.RestrictionQuery.Ban;
import dev.parley.bus.RestrictionQuery.Mute;
import dev.parley.bus.RestrictionQuery.SelectRestrictions;
import dev.parley.bus.RestrictionQuery.Unban;
import dev.parley.bus.RoomId;
import dev.parley.bus.Stores;
import dev.parley.rights.Action;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Carries out what people want for the order in rooms. The gatekeeper has asked for the right to
 * it; whether it may be done to this one, or to this message, is asked here.
 *
 * <p>Belongs to the room verticle's context.
 */
final class OrderKeeping implements ModerationCommand.Visitor<Future<? extends Reply>> {

  private final Stores stores;
  private final RoomAccesses accesses;
  private final Gatekeeper gatekeeper;
  private final Redeciding redeciding;
  private final Ids ids;
  private final Supplier<Instant> now;

  OrderKeeping(
      Stores stores,
      RoomAccesses accesses,
      Gatekeeper gatekeeper,
      Redeciding redeciding,
      Ids ids,
      Supplier<Instant> now) {
    this.stores = stores;
    this.accesses = accesses;
    this.gatekeeper = gatekeeper;
    this.redeciding = redeciding;
    this.ids = ids;
    this.now = now;
  }

  @Override
  public Future<Done> mutePerson(MutePerson command) {
    Instant until = now.get().plusSeconds(command.seconds());
    return towards(
        command,
        command.whom(),
        footing ->
            mute(footing, new Mute(footing.basis(now.get()), footing.other().name(), until)));
  }

  @Override
  public Future<Done> unmutePerson(UnmutePerson command) {
    return towards(
        command,
        command.whom(),
        footing -> mute(footing, new Mute(footing.basis(now.get()), footing.other().name(), null)));
  }

  private Future<Amended> mute(Footing footing, Mute query) {
    return isOutside(footing) ? nobody() : stores.ask(query, Amended.class);
  }

  /**
   * Outside of a private room there is nobody to be muted or banned, and nobody shall learn of it
   * by that. Whoever is so already has been in it.
   */
  private static boolean isOutside(Footing footing) {
    return footing.access().kind() != RoomKind.PUBLIC
        && footing.theirs().role(footing.other()) == null
        && !footing.theirs().isRestrained(footing.other());
  }

  private static Future<Amended> nobody() {
    return Future.failedFuture(new Failure(FailureCode.PERSON_NOT_FOUND));
  }

  @Override
  public Future<Done> banPerson(BanPerson command) {
    return towards(command, command.whom(), footing -> ban(command, footing));
  }

  private Future<Amended> ban(BanPerson command, Footing footing) {
    if (isOutside(footing)) {
      return nobody();
    }
    return stores.ask(
        new Ban(
            footing.basis(now.get()),
            List.of(ids.message(), ids.message()),
            footing.other().id(),
            footing.other().name(),
            command.reason(),
            command.deleteMessages() ? ids.erasure() : null),
        Amended.class);
  }

  @Override
  public Future<Done> unbanPerson(UnbanPerson command) {
    return towards(
        command,
        command.whom(),
        footing ->
            footing.theirs().isBanned(footing.other())
                ? stores.ask(
                    new Unban(footing.basis(now.get()), footing.other().name()), Amended.class)
                : Future.succeededFuture(Redeciding.NOTHING));
  }

  private Future<Done> towards(
      ModerationCommand command, PersonName name, Function<Footing, Future<Amended>> change) {
    return whom(name)
        .compose(
            whom ->
                redeciding.run(
                    command.room(),
                    () ->
                        accesses
                            .of(command.room(), command.actor(), whom)
                            .compose(footing -> allowed(command.action(), footing))
                            .compose(change)))
        .map(new Done());
  }

  private Future<Footing> allowed(Action action, Footing footing) {
    Failure refusal = gatekeeper.refusal(action, footing);
    return refusal == null ? Future.succeededFuture(footing) : Future.failedFuture(refusal);
  }

  /** Whoever it is, a guest too. */
  private Future<Actor> whom(PersonName name) {
    return stores
        .ask(new SelectAccount(name), AccountFound.class)
        .map(
            found ->
                found.exists()
                    ? new Actor(found.name(), found.id(), found.role(), null)
                    : Actor.guest(name));
  }

  @Override
  public Future<RestrictionsListed> listRestrictions(ListRestrictions command) {
    return stores.ask(new SelectRestrictions(command.room()), RestrictionsListed.class);
  }

  @Override
  public Future<Done> deleteMessage(DeleteMessage command) {
    RoomId room = command.room();
    return stores
        .ask(new SelectMessage(room, command.message()), MessageFound.class)
        .compose(found -> redeciding.run(room, () -> delete(command, found.message())))
        .map(new Done());
  }

  private Future<Amended> delete(DeleteMessage command, Message message) {
    Actor actor = command.actor();
    boolean own = message.authorId() != null && message.authorId().equals(actor.id());
    return accesses
        .of(command.room(), actor)
        .compose(
            access -> {
              Failure refusal = refusalToDelete(own, actor, access);
              Basis basis = new Basis(command.room(), access.version(), actor, now.get());
              return refusal == null
                  ? stores.ask(new RemoveMessage(basis, message.id()), Amended.class)
                  : Future.failedFuture(refusal);
            });
  }

  /** The right to any is one to the own, too. */
  private Failure refusalToDelete(boolean own, Actor actor, RoomAccess access) {
    Failure refusal = gatekeeper.refusal(Action.ROOM_DELETE_ANY, actor, access);
    return own && refusal != null
        ? gatekeeper.refusal(Action.ROOM_DELETE_OWN, actor, access)
        : refusal;
  }

  @Override
  public Future<ReportStored> reportMessage(ReportMessage command) {
    Basis basis = new Basis(command.room(), 0, command.actor(), now.get());
    return stores.ask(
        new InsertReport(command.report(), basis, command.message(), command.reason()),
        ReportStored.class);
  }
}
