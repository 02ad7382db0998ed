package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.namedRoom;
import static dev.parley.testing.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.HeadsRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.SelectHeads;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.Seq;
import dev.parley.bus.Stores;
import dev.parley.persistence.Columns;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import dev.parley.testing.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class RoomStoreTest {
  private static final int MAX_ROOMS = 5;

  @TempDir Path folder;
  private Vertx vertx;
  private Bus bus;
  private Storage storage;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, MAX_ROOMS);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void aRoomIsFoundAsItWasMadeAlsoAfterAReopening() {
    String name = "Caf\u00E9 \uD83C\uDF89 <b>\u05E9\u05DC\u05D5\u05DD";
    RoomFound made = await(storage.add(ROOM, name));
    assertThat(made).isEqualTo(new RoomFound(namedRoom(ROOM, name), Seq.START));
    assertThat(find(ROOM)).isEqualTo(made);
    storage.close();
    storage = Storage.open(vertx, bus, folder, MAX_ROOMS);
    assertThat(find(ROOM)).isEqualTo(made);
  }

  @Test
  void itsHeadIsTheLastSeqOfItsLog() {
    await(storage.add(ROOM, "One"));
    await(storage.append(ROOM, JOHN, "a", null));
    await(storage.append(ROOM, JOHN, "b", null));
    assertThat(find(ROOM).head()).isEqualTo(new Seq(2));
  }

  @Test
  void roomsAreListedNewestFirstAndPageByPage() {
    for (int number = 1; number <= MAX_ROOMS; number++) {
      await(storage.add(room(number), "Same name"));
    }
    assertThat(list(null, 100)).isEqualTo(listed(false, 5, 4, 3, 2, 1));
    assertThat(list(null, 5)).isEqualTo(listed(false, 5, 4, 3, 2, 1));
    assertThat(list(null, 2)).isEqualTo(listed(true, 5, 4));
    assertThat(list(room(4), 2)).isEqualTo(listed(true, 3, 2));
    assertThat(list(room(2), 2)).isEqualTo(listed(false, 1));
    assertThat(list(room(1), 2)).isEqualTo(listed(false));
    await(storage.remove(room(3)));
    assertThat(list(room(3), 1)).as("from one that is gone").isEqualTo(listed(true, 2));
    assertThat(list(null, 100)).isEqualTo(listed(false, 5, 4, 2, 1));
  }

  @Test
  void aRemovedRoomIsGoneForEverybodyAtOnce() {
    await(storage.add(ROOM, "One"));
    await(storage.append(ROOM, JOHN, "a", null));
    await(storage.remove(ROOM));
    assertThat(failureCode(storage.ask(new SelectRoom(ROOM), RoomFound.class)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(failureCode(storage.append(ROOM, JOHN, "b", null)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(await(storage.remove(ROOM)).done()).isFalse();
    assertThat(list(null, 10)).isEqualTo(listed(false));
  }

  @Test
  void whatIsNotThereCanNotBeFoundOrRemoved() {
    assertThat(failureCode(storage.ask(new SelectRoom(room(9)), RoomFound.class)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(await(storage.remove(room(9))).done()).isFalse();
  }

  @Test
  void thereAreNoMoreRoomsThanTheLimitHoweverManyAreMadeAtOnce() {
    List<Future<RoomFound>> made = new ArrayList<>();
    for (int number = 1; number <= MAX_ROOMS + 3; number++) {
      made.add(storage.add(room(number), "Room"));
    }
    List<Future<RoomFound>> refused =
        made.stream()
            .filter(future -> await(future.transform(r -> Future.succeededFuture(r.failed()))))
            .toList();
    assertThat(refused)
        .hasSize(3)
        .allSatisfy(
            future -> assertThat(failureCode(future)).isEqualTo(FailureCode.TOO_MANY_ROOMS));
    await(storage.remove(list(null, 1).rooms().get(0).id()));
    await(storage.add(room(100), "In the place of the removed one"));
  }

  @Test
  void aLimitOfZeroIsNone() {
    storage.close();
    storage = Storage.open(vertx, bus, folder, 0);
    for (int number = 1; number <= MAX_ROOMS + 1; number++) {
      await(storage.add(room(number), "Room"));
    }
  }

  @Test
  void headsAreReadOfTheRoomsThatAreThere() {
    await(storage.add(room(1), "With a log"));
    await(storage.append(room(1), JOHN, "a", null));
    await(storage.append(room(1), JOHN, "b", null));
    await(storage.add(room(2), "Empty"));
    await(storage.add(room(3), "Not asked for"));
    await(storage.add(room(4), "Removed"));
    await(storage.remove(room(4)));
    assertThat(heads(List.of(room(9), room(2), room(4), room(1))))
        .containsExactlyInAnyOrder(new Head(room(1), new Seq(2)), new Head(room(2), Seq.START));
    assertThat(heads(List.of(room(1)))).containsExactly(new Head(room(1), new Seq(2)));
    assertThat(heads(List.of(room(9)))).isEmpty();
  }

  @Test
  void asManyHeadsAreReadAtOnceAsTheLimitSaysAndNoMore() {
    storage.close();
    storage = Storage.open(vertx, bus, folder, 0);
    List<RoomId> rooms =
        LongStream.rangeClosed(1, RoomQuery.MAX_HEADS + 1L).mapToObj(Samples::room).toList();
    addAll(rooms);
    // one fewer and one more than a power of two, and the most there may be
    for (int count : new int[] {3, 255, 256, 257, RoomQuery.MAX_HEADS}) {
      List<RoomId> some = rooms.subList(0, count);
      assertThat(heads(some)).extracting(Head::room).containsExactlyInAnyOrderElementsOf(some);
    }
    assertThatThrownBy(() -> new SelectHeads(rooms)).hasMessageContaining("501");
    assertThatThrownBy(() -> new SelectHeads(List.of())).hasMessageContaining("0 rooms");
  }

  @Test
  void ofMoreRoomsThanAreReadAtOnceEachIsCheckedAllTheSame() throws InterruptedException {
    storage.close();
    storage = Storage.open(vertx, bus, folder, 0);
    // behind two whole pieces of rooms that are gone
    RoomId last = room(2 * RoomQuery.MAX_HEADS + 1);
    List<RoomId> rooms =
        LongStream.rangeClosed(1, 2 * RoomQuery.MAX_HEADS + 1L).mapToObj(Samples::room).toList();
    await(storage.add(room(1), "First"));
    await(storage.add(last, "Last"));
    await(storage.append(last, JOHN, "a", null));
    BlockingQueue<Head> heard = new LinkedBlockingQueue<>();
    HeadCheck check = new HeadCheck(Stores.here(bus), () -> rooms, heard::add, gone -> {});
    vertx.runOnContext(start -> check.run());
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Head(room(1), Seq.START));
    assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Head(last, new Seq(1)));
  }

  /** In one transaction, where it would take many. */
  private void addAll(List<RoomId> rooms) {
    String insert = "INSERT INTO room (id, name, created_at, epoch) VALUES (?, 'Room', 0, 'e')";
    List<Tuple> ids = rooms.stream().map(room -> Tuple.of(Columns.of(room.value()))).toList();
    await(storage.database().write(sql -> sql.batch(insert, ids)));
  }

  private List<Head> heads(List<RoomId> rooms) {
    return await(storage.ask(new SelectHeads(rooms), HeadsRead.class)).heads();
  }

  private RoomFound find(RoomId room) {
    return await(storage.ask(new SelectRoom(room), RoomFound.class));
  }

  private RoomsListed list(RoomId before, int limit) {
    return await(
        storage.ask(new SelectRooms(new DirectoryQuery(null, before, limit)), RoomsListed.class));
  }

  private static RoomsListed listed(boolean more, long... numbers) {
    return new RoomsListed(
        Arrays.stream(numbers).mapToObj(number -> namedRoom(room(number), "Same name")).toList(),
        more);
  }
}
