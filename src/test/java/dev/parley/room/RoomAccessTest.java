package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.room;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent.Expel;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.MemberQuery.SelectWholeAccess;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.AccessFound.Belonging;
import dev.parley.bus.Reply.AccessFound.Restraint;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.OnlineListed;
import dev.parley.bus.RoomCommand.FindRoom;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.ListOnline;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.testing.FanoutTexts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rights are asked at every command, and whoever loses them in a room is shown the door. */
class RoomAccessTest extends RoomVerticleSetup {
  private static final Actor ANN = account("John", 5);
  private static final Actor BEN = account("Jane", 6);

  private static Actor account(String name, long id) {
    return new Actor(new PersonName(name), new PersonId(uuid(id)), ServerRole.MEMBER, null);
  }

  @Test
  void messagesInARoomThatSomebodyIsInAskTheDatabaseForNothing() throws InterruptedException {
    access(RoomKind.PRIVATE, List.of(ANN), List.of());
    await(enter(ANN, 1));
    stores.asked.clear();
    for (int i = 0; i < 10; i++) {
      await(post(ANN, "Message " + i));
    }
    assertThat(stores.asked).hasSize(10).allMatch(AppendMessage.class::isInstance);
  }

  @Test
  void messagesToAnEmptyRoomKeepTheirOrderWhileRightsAreLookedUp() {
    Promise<Void> found = Promise.promise();
    stores.beforeAccessIsFound = found.future();
    List<Future<MessageStored>> posts = new ArrayList<>();
    posts.add(post(ANN, "Message 1"));
    Future<Joined> entering = enter(BEN, 1);
    for (int i = 2; i <= 20; i++) {
      posts.add(post(ANN, "Message " + i));
    }
    found.complete();
    await(entering);
    posts.add(post(ANN, "Message 21"));
    await(Future.all(posts));
    assertThat(posts)
        .extracting(post -> post.result().message().seq().value())
        .isSorted()
        .startsWith(1L)
        .endsWith(21L);
  }

  @Test
  void whoGoesWhileRightsAreLookedUpIsGone() throws InterruptedException {
    Promise<Void> found = Promise.promise();
    stores.beforeAccessIsFound = found.future();
    Future<Joined> entering = enter(ANN, 1);
    awaitQuery(SelectAccess.class);
    Future<Done> leaving = leave(JOHN, 1);
    found.complete();
    await(entering);
    await(leaving);
    assertThat(await(command(new ListOnline(ROOM, ANN), OnlineListed.class)).people()).isEmpty();
  }

  @Test
  void aRoomThatIsNotThereForSomebodyTakesTheSameQuestionsAsOneThatIsNone() {
    access(RoomKind.PRIVATE, List.of(ANN), List.of());
    RoomId none = sameShard();
    List<Class<?>> ofNone = questionsOf(none);
    assertThat(questionsOf(ROOM)).as("nobody is in it").isEqualTo(ofNone);
    await(enter(ANN, 1));
    assertThat(questionsOf(ROOM)).as("somebody is in it").isEqualTo(ofNone);
    assertThat(ofNone).containsExactly(SelectAccess.class);
  }

  private List<Class<?>> questionsOf(RoomId room) {
    stores.asked.clear();
    Stream.of(new FindRoom(room, BEN), new JoinRoom(room, BEN, connection(9)))
        .forEach(
            command -> {
              stores.asked.clear();
              assertThat(failureCode(command(command, Reply.class)))
                  .isEqualTo(FailureCode.ROOM_NOT_FOUND);
            });
    return stores.asked.stream().<Class<?>>map(Object::getClass).toList();
  }

  @Test
  void whoeverIsBannedIsShownTheDoorAndTheOthersStay() throws InterruptedException {
    await(enter(ANN, 1));
    await(enter(BEN, 2));
    next();
    next();
    access(RoomKind.PUBLIC, List.of(), List.of(new Restraint("jane", null, true)));
    changed();
    Expel expel = (Expel) next();
    assertThat(expel.connections()).containsExactly(connection(2));
    assertThat(expel.code()).isEqualTo(FailureCode.BANNED);
    assertThat(nextFrame())
        .as("after that, so that it doesn't hear")
        .isEqualTo("leave Jane [John]");
    assertThat(failureCode(enter(BEN, 3))).isEqualTo(FailureCode.BANNED);
    assertThat(failureCode(post(BEN, "Still here"))).isEqualTo(FailureCode.BANNED);
    await(post(ANN, "Gone"));
    assertThat(nextFrame()).isEqualTo("message Gone");
  }

  @Test
  void whoeverBelongsToAPrivateRoomNoMoreIsShownTheDoorAsIfItWereNone()
      throws InterruptedException {
    access(RoomKind.PRIVATE, List.of(ANN, BEN), List.of());
    await(enter(ANN, 1));
    await(enter(BEN, 2));
    next();
    next();
    access(RoomKind.PRIVATE, List.of(ANN), List.of());
    changed();
    Expel expel = (Expel) next();
    assertThat(expel.code()).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(expel.connections()).containsExactly(connection(2));
    assertThat(await(command(new ListOnline(ROOM, ANN), OnlineListed.class)).people())
        .containsExactly(JOHN);
  }

  @Test
  void aRoomThatTurnsPrivateKeepsItsMembersOnly() throws InterruptedException {
    await(enter(ANN, 1));
    await(enter(BEN, 2));
    await(join(new PersonName("Guest"), 3));
    for (int i = 0; i < 3; i++) {
      next();
    }
    access(RoomKind.PRIVATE, List.of(ANN), List.of());
    changed();
    assertThat(((Expel) next()).connections())
        .containsExactlyInAnyOrder(connection(2), connection(3));
  }

  @Test
  void anAnswerThatAChangeHasOvertakenIsThrownAway() throws InterruptedException {
    await(enter(ANN, 1));
    await(enter(BEN, 2));
    next();
    next();
    Promise<Void> slow = Promise.promise();
    stores.beforeAccessIsFound = slow.future();
    stores.asked.clear();
    changed(); // the answer to this is on its way when the ban comes
    awaitQuery(SelectWholeAccess.class);
    stores.beforeAccessIsFound = Future.succeededFuture();
    access(RoomKind.PUBLIC, List.of(), List.of(new Restraint("jane", null, true)));
    changed();
    slow.complete();
    awaitQuery(SelectWholeAccess.class);
    assertThat(FanoutTexts.of(next())).isEqualTo("expel 1 banned");
  }

  @Test
  void whoIsBannedWhileTheRoomIsReadIsNotLetIn() throws InterruptedException {
    Promise<Void> read = Promise.promise();
    stores.beforeRoomIsFound = read.future();
    Future<Joined> entering = enter(BEN, 1);
    awaitQuery(SelectRoom.class);
    access(RoomKind.PUBLIC, List.of(), List.of(new Restraint("jane", null, true)));
    changed();
    awaitQuery(SelectWholeAccess.class);
    assertThat(failureCode(post(BEN, "Hello!"))).isEqualTo(FailureCode.BANNED);
    read.complete();
    assertThat(failureCode(entering)).isEqualTo(FailureCode.BANNED);
  }

  @Test
  void whoComesInWhileItsBanIsReadIsShownTheDoorToo() throws InterruptedException {
    await(enter(ANN, 1));
    next();
    Promise<Void> slow = Promise.promise();
    stores.beforeAccessIsFound = slow.future();
    stores.asked.clear();
    changed();
    awaitQuery(SelectWholeAccess.class);
    Future<Joined> entering = enter(BEN, 2);
    awaitQuery(SelectAccess.class);
    access(RoomKind.PUBLIC, List.of(), List.of(new Restraint("jane", null, true)));
    changed();
    slow.complete();
    Future<?> ended = entering.otherwiseEmpty();
    await(ended);
    // it was let in for a moment, or not at all
    List<String> heard = new ArrayList<>();
    await(post(ANN, "End"));
    String frame = nextFrame();
    while (!frame.equals("message End")) {
      heard.add(frame);
      frame = nextFrame();
    }
    if (entering.succeeded()) {
      assertThat(heard).contains("expel 1 banned");
    }
    assertThat(await(command(new ListOnline(ROOM, ANN), OnlineListed.class)).people())
        .containsExactly(JOHN);
  }

  private void changed() {
    bus.publish(Addresses.access(), new AccessChanged(List.of(AccessChange.of(ROOM))));
  }

  private void access(RoomKind kind, List<Actor> members, List<Restraint> restraints) {
    stores.set(
        new AccessFound(
            ROOM,
            1,
            kind,
            true,
            false,
            false,
            0,
            members.stream().map(member -> new Belonging(member.id(), RoomRole.MEMBER)).toList(),
            restraints));
  }

  private Future<Joined> enter(Actor actor, long connection) {
    return command(new JoinRoom(ROOM, actor, connection(connection)), Joined.class);
  }

  private Future<MessageStored> post(Actor actor, String content) {
    return command(
        new PostMessage(ROOM, actor, new MessageContent(content), null), MessageStored.class);
  }

  private static RoomId sameShard() {
    long number = 100;
    while (Addresses.shardOf(room(number)) != Addresses.shardOf(ROOM)) {
      number++;
    }
    return room(number);
  }
}
