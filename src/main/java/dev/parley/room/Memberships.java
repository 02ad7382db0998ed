package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Basis;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberCommand;
import dev.parley.bus.MemberCommand.BecomeMember;
import dev.parley.bus.MemberCommand.CeaseMember;
import dev.parley.bus.MemberCommand.ChangePreferences;
import dev.parley.bus.MemberCommand.ListMembers;
import dev.parley.bus.MemberCommand.PutMember;
import dev.parley.bus.MemberCommand.RemoveMember;
import dev.parley.bus.MemberQuery.AddMember;
import dev.parley.bus.MemberQuery.DropMember;
import dev.parley.bus.MemberQuery.SelectAccount;
import dev.parley.bus.MemberQuery.SelectMember;
import dev.parley.bus.MemberQuery.SelectMembers;
import dev.parley.bus.MemberQuery.SetPreferences;
import dev.parley.bus.MemberQuery.SetRole;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AccountFound;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.MemberFound;
import dev.parley.bus.Reply.MembersListed;
import dev.parley.bus.RoomId;
import dev.parley.rights.Action;
import dev.parley.rights.RoomRole;
import io.vertx.core.Future;
import java.util.List;

/**
 * Carries out what people want of the members of rooms. The gatekeeper has asked for the least
 * right to it; what depends on whom it is about is asked here.
 *
 * <p>Belongs to the room verticle's context.
 */
final class Memberships implements MemberCommand.Visitor<Future<? extends Reply>> {

  private final Deciding deciding;

  Memberships(Deciding deciding) {
    this.deciding = deciding;
  }

  @Override
  public Future<MemberFound> becomeMember(BecomeMember command) {
    Actor actor = command.actor();
    return deciding
        .redeciding()
        .run(
            command.room(),
            () ->
                allowed(command.room(), actor, Action.ROOM_JOIN)
                    .compose(
                        access ->
                            access.role(actor) == null
                                ? add(basis(command.room(), access, actor), actor, RoomRole.MEMBER)
                                : Future.succeededFuture(Redeciding.NOTHING)))
        .compose(joined -> find(command.room(), actor.id()));
  }

  private Future<Amended> add(Basis basis, Actor whom, RoomRole role) {
    return deciding
        .stores()
        .ask(
            new AddMember(basis, deciding.ids().message(), whom.id(), whom.name(), role),
            Amended.class);
  }

  @Override
  public Future<Done> ceaseMember(CeaseMember command) {
    Actor actor = command.actor();
    return deciding
        .redeciding()
        .run(
            command.room(),
            () ->
                allowed(command.room(), actor, Action.ROOM_LEAVE)
                    .compose(
                        access ->
                            access.role(actor) == null
                                ? Future.succeededFuture(Redeciding.NOTHING)
                                : drop(basis(command.room(), access, actor), actor)))
        .map(new Done());
  }

  private Future<Amended> drop(Basis basis, Actor whom) {
    List<MessageId> notices = List.of(deciding.ids().message(), deciding.ids().message());
    return deciding
        .stores()
        .ask(new DropMember(basis, notices, whom.id(), whom.name()), Amended.class);
  }

  @Override
  public Future<MembersListed> listMembers(ListMembers command) {
    return deciding
        .stores()
        .ask(
            new SelectMembers(command.room(), command.after(), command.limit()),
            MembersListed.class);
  }

  @Override
  public Future<MemberFound> putMember(PutMember command) {
    return account(command.room(), command.actor(), command.whom(), Action.ROOM_INVITE)
        .compose(found -> found.active() ? Future.succeededFuture(found) : nobody())
        .map(Memberships::actor)
        .compose(
            whom ->
                deciding
                    .redeciding()
                    .run(command.room(), () -> put(command, whom))
                    .compose(put -> find(command.room(), whom.id())));
  }

  /** Who may not do it to anybody doesn't learn who has an account. */
  private Future<AccountFound> account(RoomId room, Actor actor, PersonName whom, Action action) {
    return allowed(room, actor, action)
        .compose(access -> deciding.stores().ask(new SelectAccount(whom), AccountFound.class))
        .compose(found -> found.exists() ? Future.succeededFuture(found) : nobody());
  }

  private static Future<AccountFound> nobody() {
    return Future.failedFuture(new Failure(FailureCode.PERSON_NOT_FOUND));
  }

  private static Actor actor(AccountFound found) {
    return new Actor(found.name(), found.id(), found.role(), null);
  }

  private Future<Amended> put(PutMember command, Actor whom) {
    return deciding
        .accesses()
        .of(command.room(), command.actor(), whom)
        .compose(
            footing -> {
              RoomRole before = footing.theirs().role(whom);
              if (before == command.role()) {
                return Future.succeededFuture(Redeciding.NOTHING);
              }
              Failure refusal =
                  before == null
                      ? refusalToInvite(footing, command.role())
                      : refusalToPromote(footing);
              if (refusal != null) {
                return Future.failedFuture(refusal);
              }
              Basis basis = footing.basis(deciding.now().get());
              return before == null
                  ? add(basis, whom, command.role())
                  : setRole(basis, whom, command.role());
            });
  }

  /** Whoever invites gives no more than it could give to a member. */
  private Failure refusalToInvite(Footing footing, RoomRole role) {
    Actor actor = footing.actor();
    Failure refusal = deciding.gatekeeper().refusal(Action.ROOM_INVITE, actor, footing.access());
    if (refusal == null && role.compareTo(RoomRole.MEMBER) > 0) {
      refusal = deciding.gatekeeper().refusal(Action.ROOM_SET_ROLE, actor, footing.access());
    }
    return refusal == null && footing.theirs().isBanned(footing.other())
        ? new Failure(FailureCode.FORBIDDEN, "This person is banned here. Lift the ban first.")
        : refusal;
  }

  /** Anybody who may set roles may set its own. */
  private Failure refusalToPromote(Footing footing) {
    return footing.actor().isSame(footing.other())
        ? deciding.gatekeeper().refusal(Action.ROOM_SET_ROLE, footing.actor(), footing.access())
        : deciding.gatekeeper().refusal(Action.ROOM_SET_ROLE, footing);
  }

  private Future<Amended> setRole(Basis basis, Actor whom, RoomRole role) {
    return deciding
        .stores()
        .ask(
            new SetRole(basis, deciding.ids().message(), whom.id(), whom.name(), role),
            Amended.class);
  }

  @Override
  public Future<Done> removeMember(RemoveMember command) {
    return account(command.room(), command.actor(), command.whom(), Action.ROOM_REMOVE)
        .map(Memberships::actor)
        .compose(whom -> deciding.redeciding().run(command.room(), () -> remove(command, whom)))
        .map(new Done());
  }

  private Future<Amended> remove(RemoveMember command, Actor whom) {
    return deciding
        .accesses()
        .of(command.room(), command.actor(), whom)
        .compose(
            footing -> {
              Failure refusal = deciding.gatekeeper().refusal(Action.ROOM_REMOVE, footing);
              if (refusal != null) {
                return Future.failedFuture(refusal);
              }
              return footing.theirs().role(whom) == null
                  ? Future.succeededFuture(Redeciding.NOTHING)
                  : drop(footing.basis(deciding.now().get()), whom);
            });
  }

  @Override
  public Future<Done> changePreferences(ChangePreferences command) {
    return deciding
        .stores()
        .ask(
            new SetPreferences(
                command.room(), command.actor().id(), command.favourite(), command.level()),
            Done.class);
  }

  private Future<RoomAccess> allowed(RoomId room, Actor actor, Action action) {
    return deciding
        .accesses()
        .of(room, actor)
        .compose(
            access -> {
              Failure refusal = deciding.gatekeeper().refusal(action, actor, access);
              return refusal == null
                  ? Future.succeededFuture(access)
                  : Future.failedFuture(refusal);
            });
  }

  private Future<MemberFound> find(RoomId room, PersonId person) {
    return deciding.stores().ask(new SelectMember(room, person), MemberFound.class);
  }

  private Basis basis(RoomId room, RoomAccess access, Actor actor) {
    return new Basis(room, access.version(), actor, deciding.now().get());
  }
}
