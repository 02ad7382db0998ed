package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Basis;
import dev.parley.bus.Epoch;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberQuery.SelectAccount;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.AccountFound;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.DirectOpened;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Room;
import dev.parley.bus.RoomChange;
import dev.parley.bus.RoomCommand.ChangeRoom;
import dev.parley.bus.RoomCommand.CreateRoom;
import dev.parley.bus.RoomCommand.DeleteRoom;
import dev.parley.bus.RoomCommand.OpenDirect;
import dev.parley.bus.RoomName;
import dev.parley.bus.RoomQuery.InsertDirect;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.RoomQuery.UpdateRoom;
import dev.parley.rights.Action;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes rooms, changes what they are, and removes them.
 *
 * <p>Belongs to the room verticle's context.
 */
final class RoomLife {

  /** Nobody sees it: a conversation goes by its people. */
  private static final RoomName DIRECT = new RoomName("Direct messages");

  private final Deciding deciding;

  RoomLife(Deciding deciding) {
    this.deciding = deciding;
  }

  Future<RoomFound> create(CreateRoom command) {
    Actor actor = command.actor();
    boolean owned = actor.hasAccount();
    // of a private room somebody has to be a member, and where only moderators write, a moderator
    if (!owned && (command.kind() != RoomKind.PUBLIC || command.announcements())) {
      return Future.failedFuture(new Failure(FailureCode.NOT_SIGNED_IN));
    }
    Room room =
        new Room(
            command.room(),
            command.name(),
            deciding.now().get(),
            deciding.ids().epoch(),
            command.kind(),
            command.topic().value(),
            owned,
            false,
            command.announcements(),
            0,
            List.of());
    return deciding.stores().ask(new InsertRoom(room, actor), RoomFound.class);
  }

  Future<DirectOpened> openDirect(OpenDirect command) {
    if (!command.actor().hasAccount()) {
      return Future.failedFuture(new Failure(FailureCode.NOT_SIGNED_IN));
    }
    List<Future<AccountFound>> accounts = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (PersonName person : command.people()) {
      if (names.add(person.key())) {
        accounts.add(deciding.stores().ask(new SelectAccount(person), AccountFound.class));
      }
    }
    return Future.all(accounts)
        .compose(found -> openDirect(command, accounts.stream().map(Future::result).toList()));
  }

  private Future<DirectOpened> openDirect(OpenDirect command, List<AccountFound> accounts) {
    if (!accounts.stream().allMatch(account -> account.exists() && account.active())) {
      return Future.failedFuture(new Failure(FailureCode.PERSON_NOT_FOUND));
    }
    Set<PersonId> people = new LinkedHashSet<>();
    people.add(command.actor().id());
    accounts.forEach(account -> people.add(account.id()));
    if (people.size() < 2 || people.size() > OpenDirect.MAX_PEOPLE) {
      return Future.failedFuture(
          new Failure(
              FailureCode.INVALID_BODY,
              "A conversation is one of 2 to " + OpenDirect.MAX_PEOPLE + " people."));
    }
    return deciding
        .stores()
        .ask(
            new InsertDirect(direct(command), command.actor(), List.copyOf(people)),
            DirectOpened.class);
  }

  private Room direct(OpenDirect command) {
    Epoch epoch = deciding.ids().epoch();
    Instant at = deciding.now().get();
    return new Room(
        command.room(), DIRECT, at, epoch, RoomKind.DIRECT, "", false, false, false, 0, List.of());
  }

  Future<RoomFound> change(ChangeRoom command) {
    return deciding
        .redeciding()
        .run(
            command.room(),
            () ->
                deciding
                    .accesses()
                    .of(command.room(), command.actor())
                    .compose(access -> change(command, access)))
        .compose(changed -> deciding.stores().ask(new SelectRoom(command.room()), RoomFound.class));
  }

  private Future<Amended> change(ChangeRoom command, RoomAccess access) {
    for (Action action : actions(command.change())) {
      Failure refusal = deciding.gatekeeper().refusal(action, command.actor(), access);
      if (refusal != null) {
        return Future.failedFuture(refusal);
      }
    }
    Failure impossible = impossible(command.change(), access);
    if (impossible != null) {
      return Future.failedFuture(impossible);
    }
    Basis basis =
        new Basis(command.room(), access.version(), command.actor(), deciding.now().get());
    return deciding
        .stores()
        .ask(
            new UpdateRoom(
                basis,
                List.of(
                    deciding.ids().message(), deciding.ids().message(), deciding.ids().message()),
                command.change()),
            Amended.class);
  }

  private static List<Action> actions(RoomChange change) {
    List<Action> actions = new ArrayList<>();
    if (change.name() != null) {
      actions.add(Action.ROOM_RENAME);
    }
    if (change.topic() != null) {
      actions.add(Action.ROOM_TOPIC);
    }
    if (change.announcements() != null || change.slowMode() != null) {
      actions.add(Action.ROOM_SETTINGS);
    }
    if (change.archived() != null) {
      actions.add(Action.ROOM_ARCHIVE);
    }
    if (change.kind() != null) {
      actions.add(Action.ROOM_MAKE_PRIVATE);
    }
    return actions;
  }

  /** What nobody may. */
  private static Failure impossible(RoomChange change, RoomAccess access) {
    if (change.kind() == null || change.kind() == access.kind()) {
      return null;
    }
    if (change.kind() != RoomKind.PRIVATE || access.kind() != RoomKind.PUBLIC) {
      return new Failure(
          FailureCode.FORBIDDEN, "What was said among some never becomes everybody's to read.");
    }
    return access.owned()
        ? null
        : new Failure(FailureCode.FORBIDDEN, "A room that is everybody's can't become private.");
  }

  Future<Done> delete(DeleteRoom command) {
    return deciding
        .redeciding()
        .run(
            command.room(),
            () ->
                deciding
                    .accesses()
                    .of(command.room(), command.actor())
                    .compose(access -> delete(command, access)))
        .map(new Done());
  }

  private Future<Amended> delete(DeleteRoom command, RoomAccess access) {
    Failure refusal = deciding.gatekeeper().refusal(Action.ROOM_DELETE, command.actor(), access);
    Basis basis =
        new Basis(command.room(), access.version(), command.actor(), deciding.now().get());
    return refusal == null
        ? deciding.stores().ask(new RemoveRoom(basis), Amended.class)
        : Future.failedFuture(refusal);
  }
}
