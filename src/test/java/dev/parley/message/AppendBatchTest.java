package dev.parley.message;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.nonce;
import static dev.parley.testing.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.testing.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What stands together in one commit. */
@ExtendWith(VertxExtension.class)
class AppendBatchTest {
  private static final String COUNT = "SELECT count(*) FROM message WHERE room_id = ?";

  @TempDir Path folder;
  private Storage storage;

  @BeforeEach
  void open(Vertx vertx) {
    storage = Storage.open(vertx, Bus.on(vertx.eventBus()), folder, 0);
    await(storage.add(ROOM, "One"));
    await(storage.add(OTHER_ROOM, "Two"));
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void roomsCountEachForItself() {
    List<Future<MessageStored>> outcomes =
        run(
            append(ROOM, JOHN, null),
            append(OTHER_ROOM, JOHN, null),
            append(ROOM, JANE, null),
            append(ROOM, JOHN, null),
            append(OTHER_ROOM, JANE, null));
    assertThat(outcomes)
        .extracting(outcome -> await(outcome).message().seq().value())
        .containsExactly(1L, 1L, 2L, 3L, 2L);
  }

  @Test
  void whatIsSentTwiceInOneCommitIsStoredOnce() {
    List<Future<MessageStored>> outcomes =
        run(
            append(ROOM, JOHN, nonce("n")),
            append(ROOM, JOHN, nonce("n")),
            append(ROOM, JOHN, nonce("m")));
    MessageStored first = await(outcomes.get(0));
    assertThat(first.duplicate()).isFalse();
    assertThat(await(outcomes.get(1))).isEqualTo(new MessageStored(first.message(), true));
    assertThat(await(outcomes.get(2)).message().seq().value()).isEqualTo(2);
    assertThat(storage.count(COUNT, ROOM)).isEqualTo(2);
  }

  @Test
  void theSameNonceOfAnotherAuthorOrInAnotherRoomIsAnother() {
    List<Future<MessageStored>> outcomes =
        run(
            append(ROOM, JOHN, nonce("n")),
            append(ROOM, JANE, nonce("n")),
            append(OTHER_ROOM, JOHN, nonce("n")));
    assertThat(outcomes).noneMatch(outcome -> await(outcome).duplicate());
  }

  @Test
  void roomsThatAreUnknownOrDeletedFailAlone() {
    String remove = "UPDATE room SET deleted_at = 1 WHERE id = ?";
    Tuple id = Tuple.of(Columns.of(OTHER_ROOM.value()));
    await(storage.database().write(sql -> sql.update(remove, id)));
    List<Future<MessageStored>> outcomes =
        run(
            append(room(99), JOHN, null),
            append(ROOM, JOHN, null),
            append(OTHER_ROOM, JOHN, nonce("n")),
            append(ROOM, JOHN, null));
    assertThat(failureCode(outcomes.get(0))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(failureCode(outcomes.get(2))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(await(outcomes.get(3)).message().seq().value()).isEqualTo(2);
    assertThat(storage.count(COUNT, OTHER_ROOM)).isZero();
  }

  @Test
  void aBatchOfNothingNewWritesNothing() {
    AppendMessage append = append(ROOM, JOHN, nonce("n"));
    MessageStored first = await(run(append).get(0));
    assertThat(await(run(append, append).get(1)))
        .isEqualTo(new MessageStored(first.message(), true));
    assertThat(failureCode(run(append(room(99), JOHN, null)).get(0)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(storage.count("SELECT head FROM room WHERE id = ?", ROOM)).isEqualTo(1);
  }

  @Test
  void aBatchMayBeOfAnySize() {
    for (int size : new int[] {1, 2, 3, 63, 64, 65, 1000}) {
      AppendMessage[] appends =
          IntStream.range(0, size)
              .mapToObj(i -> append(ROOM, JOHN, nonce(size + "-" + i)))
              .toArray(AppendMessage[]::new);
      assertThat(run(appends)).hasSize(size).noneMatch(outcome -> await(outcome).duplicate());
    }
    assertThat(storage.count(COUNT, ROOM)).isEqualTo(1 + 2 + 3 + 63 + 64 + 65 + 1000);
  }

  private List<Future<MessageStored>> run(AppendMessage... appends) {
    Database database = storage.database();
    AppendLookup lookup = AppendLookup.of(database.dialect());
    return await(database.writeInOneGo(new AppendBatch(lookup, List.of(appends), List.of())::run));
  }

  private static AppendMessage append(RoomId room, PersonName author, Nonce nonce) {
    MessageId id = new MessageId(UUID.randomUUID());
    return new AppendMessage(room, id, author, null, new MessageContent("hello"), NOON, nonce);
  }
}
