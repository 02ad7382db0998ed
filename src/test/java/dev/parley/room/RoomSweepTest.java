package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sweep;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.CapturedLog;
import dev.parley.testing.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class RoomSweepTest {
  private static final int MANY = 2 * RoomSweep.PIECE + 17;
  private static final String MESSAGES = "SELECT count(*) FROM message WHERE room_id = ?";
  private static final String ROOMS = "SELECT count(*) FROM room WHERE id = ?";

  @TempDir Path folder;
  private Vertx vertx;
  private Bus bus;
  private Storage storage;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, 0);
    fill(ROOM, MANY);
    fill(OTHER_ROOM, 3);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void theMessagesOfADeletedRoomAreGoneFromTheTableAndSoIsTheRoom() {
    await(storage.remove(ROOM));
    awaitNone(ROOMS);
    assertThat(storage.count(MESSAGES, ROOM)).isZero();
    assertThat(storage.count(MESSAGES, OTHER_ROOM)).isEqualTo(3);
    assertThat(storage.count(ROOMS, OTHER_ROOM)).isEqualTo(1);
  }

  @Test
  void theyGoInPiecesEachInATransactionOfItsOwn() {
    // what fails undoes no more than its own piece
    execute(
        """
        CREATE TABLE keeper (
          room_id BYTEA, seq BIGINT, FOREIGN KEY (room_id, seq) REFERENCES message (room_id, seq))
        """);
    execute("INSERT INTO keeper SELECT room_id, seq FROM message WHERE seq = " + MANY);
    try (CapturedLog sweep = CapturedLog.of(Sweep.class);
        CapturedLog database = CapturedLog.of(Database.class)) {
      await(storage.remove(ROOM));
      eventually(() -> !sweep.lines().isEmpty());
      assertThat(sweep.lines())
          .containsExactly("WARN sweep_failed sweep=room reason=Storage is unavailable just now.");
      assertThat(database.lines()).hasSize(1);
    }
    assertThat(storage.count(MESSAGES, ROOM)).isEqualTo(MANY - 2 * RoomSweep.PIECE);
    execute("DROP TABLE keeper");
    await(storage.remove(OTHER_ROOM));
    awaitNone("SELECT count(*) FROM room WHERE id >= ?");
    assertThat(storage.count(MESSAGES, ROOM)).isZero();
  }

  @Test
  void whatAStoppedServerLeftIsClearedAfterTheNextStart() {
    removeSilently(ROOM);
    storage.close();
    storage = Storage.open(vertx, bus, folder, 0);
    awaitNone(ROOMS);
    assertThat(storage.count(MESSAGES, ROOM)).isZero();
    assertThat(storage.count(MESSAGES, OTHER_ROOM)).isEqualTo(3);
  }

  @Test
  void roomsThatAreDeletedWhileItIsAtItAreClearedToo() {
    Future<?> first = storage.remove(ROOM);
    Future<?> second = storage.remove(OTHER_ROOM);
    await(Future.all(first, second));
    awaitNone("SELECT count(*) FROM room WHERE id >= ?");
    assertThat(storage.count(MESSAGES, OTHER_ROOM)).isZero();
  }

  private void fill(RoomId room, int messages) {
    await(storage.add(room, "Room"));
    List<Future<MessageStored>> posts = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      posts.add(storage.append(room, JOHN, "m" + i, null));
    }
    await(Future.all(posts));
  }

  /** Removes a room as a server does that is stopped at once: nothing is swept. */
  private void removeSilently(RoomId room) {
    execute("UPDATE room SET deleted_at = 1 WHERE id = ?", Columns.of(room.value()));
  }

  private void execute(String statement, Object... parameters) {
    await(storage.database().write(sql -> sql.update(statement, Tuple.wrap(parameters))));
  }

  private void awaitNone(String count) {
    eventually(() -> storage.count(count, ROOM) == 0);
  }

  private static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
