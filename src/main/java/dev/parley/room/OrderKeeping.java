package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Basis;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
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
import dev.parley.rights.Action;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Carries out what people want for the order in rooms. The gatekeeper has asked for the right to
 * it; whether it may be done to this one, or to this message, is asked here.
 *
 * <p>Belongs to the room verticle's context.
 */
final class OrderKeeping implements ModerationCommand.Visitor<Future<? extends Reply>> {

  private final Deciding deciding;

  OrderKeeping(Deciding deciding) {
    this.deciding = deciding;
  }

  @Override
  public Future<Done> mutePerson(MutePerson command) {
    Instant until = deciding.now().get().plusSeconds(command.seconds());
    return towards(
        command,
        command.whom(),
        footing ->
            mute(
                footing,
                new Mute(footing.basis(deciding.now().get()), footing.other().name(), until)));
  }

  @Override
  public Future<Done> unmutePerson(UnmutePerson command) {
    return towards(
        command,
        command.whom(),
        footing ->
            mute(
                footing,
                new Mute(footing.basis(deciding.now().get()), footing.other().name(), null)));
  }

  private Future<Amended> mute(Footing footing, Mute query) {
    return isOutside(footing) ? nobody() : deciding.stores().ask(query, Amended.class);
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
    return deciding
        .stores()
        .ask(
            new Ban(
                footing.basis(deciding.now().get()),
                List.of(deciding.ids().message(), deciding.ids().message()),
                footing.other().id(),
                footing.other().name(),
                command.reason(),
                command.deleteMessages() ? deciding.ids().erasure() : null),
            Amended.class);
  }

  @Override
  public Future<Done> unbanPerson(UnbanPerson command) {
    return towards(
        command,
        command.whom(),
        footing ->
            footing.theirs().isBanned(footing.other())
                ? deciding
                    .stores()
                    .ask(
                        new Unban(footing.basis(deciding.now().get()), footing.other().name()),
                        Amended.class)
                : Future.succeededFuture(Redeciding.NOTHING));
  }

  private Future<Done> towards(
      ModerationCommand command, PersonName name, Function<Footing, Future<Amended>> change) {
    return whom(name)
        .compose(
            whom ->
                deciding
                    .redeciding()
                    .run(
                        command.room(),
                        () ->
                            deciding
                                .accesses()
                                .of(command.room(), command.actor(), whom)
                                .compose(footing -> allowed(command.action(), footing))
                                .compose(change)))
        .map(new Done());
  }

  private Future<Footing> allowed(Action action, Footing footing) {
    Failure refusal = deciding.gatekeeper().refusal(action, footing);
    return refusal == null ? Future.succeededFuture(footing) : Future.failedFuture(refusal);
  }

  /** Whoever it is, a guest too. */
  private Future<Actor> whom(PersonName name) {
    return deciding
        .stores()
        .ask(new SelectAccount(name), AccountFound.class)
        .map(
            found ->
                found.exists()
                    ? new Actor(found.name(), found.id(), found.role(), null)
                    : Actor.guest(name));
  }

  @Override
  public Future<RestrictionsListed> listRestrictions(ListRestrictions command) {
    return deciding.stores().ask(new SelectRestrictions(command.room()), RestrictionsListed.class);
  }

  @Override
  public Future<Done> deleteMessage(DeleteMessage command) {
    RoomId room = command.room();
    return deciding
        .stores()
        .ask(new SelectMessage(room, command.message()), MessageFound.class)
        .compose(found -> deciding.redeciding().run(room, () -> delete(command, found.message())))
        .map(new Done());
  }

  private Future<Amended> delete(DeleteMessage command, Message message) {
    Actor actor = command.actor();
    boolean own = message.authorId() != null && message.authorId().equals(actor.id());
    return deciding
        .accesses()
        .of(command.room(), actor)
        .compose(
            access -> {
              Failure refusal = refusalToDelete(own, actor, access);
              Basis basis =
                  new Basis(command.room(), access.version(), actor, deciding.now().get());
              return refusal == null
                  ? deciding.stores().ask(new RemoveMessage(basis, message.id()), Amended.class)
                  : Future.failedFuture(refusal);
            });
  }

  /** The right to any is one to the own, too. */
  private Failure refusalToDelete(boolean own, Actor actor, RoomAccess access) {
    Failure refusal = deciding.gatekeeper().refusal(Action.ROOM_DELETE_ANY, actor, access);
    return own && refusal != null
        ? deciding.gatekeeper().refusal(Action.ROOM_DELETE_OWN, actor, access)
        : refusal;
  }

  @Override
  public Future<ReportStored> reportMessage(ReportMessage command) {
    Basis basis = new Basis(command.room(), 0, command.actor(), deciding.now().get());
    return deciding
        .stores()
        .ask(
            new InsertReport(command.report(), basis, command.message(), command.reason()),
            ReportStored.class);
  }
}
