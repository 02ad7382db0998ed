package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.GUEST;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.namedRoom;
import static dev.parley.testing.Samples.nonce;
import static dev.parley.testing.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.OnlineListed;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.Room;
import dev.parley.bus.RoomCommand.CreateRoom;
import dev.parley.bus.RoomCommand.FindRoom;
import dev.parley.bus.RoomCommand.ListOnline;
import dev.parley.bus.RoomCommand.NotifyTyping;
import dev.parley.bus.RoomCommand.ReadHistory;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Commands: what is stored, what is told to the sockets, and what is answered. */
class RoomVerticleTest extends RoomVerticleSetup {
  @Test
  void commandsOfARoomAreCarriedOutInTheOrderOfArrival() throws InterruptedException {
    await(join(JOHN, 1));
    next();
    List<Future<MessageStored>> answers = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      answers.add(post(JOHN, "m" + i, null));
    }
    for (int i = 1; i <= 200; i++) {
      Message stored = await(answers.get(i - 1)).message();
      assertThat(stored.content().value()).isEqualTo("m" + i);
      assertThat(stored.seq().value()).isEqualTo(i);
      assertThat(nextFrame()).isEqualTo("message m" + i);
    }
  }

  @Test
  void aMessageIsToldOnlyOnceItIsStored() throws InterruptedException {
    await(join(JOHN, 1));
    next();
    stores.nextFailure = new Failure(FailureCode.STORAGE_UNAVAILABLE);
    assertThat(failureCode(post(JOHN, "lost", null))).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
    await(post(JOHN, "kept", null));
    assertThat(nextFrame()).isEqualTo("message kept");
  }

  @Test
  void whatIsStoredHasTheTimeAndTheIdThatWereGivenHere() throws InterruptedException {
    Message stored = await(post(JOHN, "hi", nonce("n"))).message();
    assertThat(stored.createdAt()).isEqualTo(NOON);
    assertThat(stored.nonce()).isEqualTo(nonce("n"));
    assertThat(stores.asked.take()).isInstanceOf(SelectAccess.class);
    assertThat(stores.asked.take())
        .isEqualTo(
            new AppendMessage(ROOM, stored.id(), JOHN, null, stored.content(), NOON, nonce("n")));
  }

  @Test
  void aRepeatedMessageIsAnsweredWithTheFirstAndNotToldAgain() throws InterruptedException {
    List<RoomEvent> published = new CopyOnWriteArrayList<>();
    bus.<RoomEvent>listen(Addresses.roomEvents(ROOM), published::add);
    await(join(JOHN, 1));
    next();
    MessageStored first = await(post(JOHN, "once", nonce("n")));
    MessageStored again = await(post(JOHN, "once", nonce("n")));
    await(post(JOHN, "other", null));
    assertThat(again.duplicate()).isTrue();
    assertThat(again.message()).isEqualTo(first.message());
    assertThat(nextFrame()).isEqualTo("message once");
    assertThat(nextFrame()).isEqualTo("message other");
    await(leave(JOHN, 1)); // goes the same way, behind them
    assertThat(published).hasSize(2);
  }

  @Test
  void typingGoesOnlyFromMembersAndOnlyToTheOthers() throws InterruptedException {
    await(command(new NotifyTyping(ROOM, Actor.guest(JANE)), Done.class));
    await(join(JOHN, 1));
    await(command(new NotifyTyping(ROOM, Actor.guest(JANE)), Done.class));
    await(command(new NotifyTyping(ROOM, Actor.guest(JOHN)), Done.class));
    assertThat(nextFrame()).isEqualTo("join John [John]");
    assertThat(nextFrame()).isEqualTo("typing John");
    assertThat(told).isEmpty();
  }

  @Test
  void whoIsOnlineIsKnownAndNobodyIsInARoomThatNobodyEntered() throws InterruptedException {
    assertThat(online(ROOM)).isEmpty();
    await(join(JOHN, 1));
    await(join(JANE, 2));
    assertThat(online(ROOM)).containsExactly("John", "Jane");
    await(leave(JOHN, 1));
    await(leave(JANE, 2));
    assertThat(online(ROOM)).isEmpty();
    RoomId unknown = sameShard();
    assertThat(failureCode(command(new ListOnline(unknown, GUEST), OnlineListed.class)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void roomsAreMadeFoundAndListedByTheStore() {
    RoomId id = sameShard();
    RoomFound made =
        await(command(new CreateRoom(id, GUEST, new RoomName("New")), RoomFound.class));
    Room room = made.room();
    assertThat(room).isEqualTo(new Room(id, new RoomName("New"), NOON, room.epoch()));
    assertThat(room.epoch()).as("of its own").isNotEqualTo(namedRoom(id, "New").epoch());
    assertThat(await(command(new FindRoom(id, GUEST), RoomFound.class))).isEqualTo(made);
    RoomsListed listed =
        await(
            bus.request(
                Addresses.roomDirectory(), new DirectoryQuery(null, null, 10), RoomsListed.class));
    assertThat(listed.rooms()).containsExactly(namedRoom(ROOM, "General"), made.room());
  }

  @Test
  void historyIsReadFromTheStore() {
    Message stored = await(post(JOHN, "hi", null)).message();
    HistoryRead read =
        await(
            command(
                new ReadHistory(ROOM, GUEST, HistoryPage.newest(10), false), HistoryRead.class));
    assertThat(read.messages()).containsExactly(stored);
  }

  @Test
  void roomsOfOtherShardsAreNotItsBusiness() {
    RoomId other =
        LongStream.range(1, 1000)
            .mapToObj(number -> room(number))
            .filter(id -> Addresses.shardOf(id) != Addresses.shardOf(ROOM))
            .findFirst()
            .orElseThrow();
    assertThat(failureCode(command(new FindRoom(other, GUEST), RoomFound.class)))
        .isEqualTo(FailureCode.OVERLOADED);
  }

  private List<String> online(RoomId room) {
    return await(command(new ListOnline(room, GUEST), OnlineListed.class)).people().stream()
        .map(person -> person.value())
        .toList();
  }

  private static RoomId sameShard() {
    return LongStream.range(2, 10_000)
        .mapToObj(number -> room(number))
        .filter(id -> Addresses.shardOf(id) == Addresses.shardOf(ROOM))
        .findFirst()
        .orElseThrow();
  }
}
