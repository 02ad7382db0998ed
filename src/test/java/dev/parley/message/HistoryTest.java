package dev.parley.message;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.OTHER_ROOM;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.HistoryPage.Kind;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Seq;
import dev.parley.testing.Storage;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of a log of ten messages, of an empty one, and of none. */
@ExtendWith(VertxExtension.class)
class HistoryTest {
  private static final int LENGTH = 10;

  @TempDir Path folder;
  private Storage storage;

  @BeforeEach
  void fill(Vertx vertx) {
    storage = Storage.open(vertx, Bus.on(vertx.eventBus()), folder, 0);
    await(storage.add(ROOM, "Ten"));
    await(storage.add(OTHER_ROOM, "Empty"));
    for (int i = 1; i <= LENGTH; i++) {
      await(storage.append(ROOM, JOHN, "m" + i, null));
    }
  }

  @AfterEach
  void close() {
    storage.close();
  }

  /** The page, and where its neighbours begin: older | seqs | newer, with - for none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NEWEST; 0; 3; 8 | 8 9 10 | -",
        "NEWEST; 0; 10; - | 1 2 3 4 5 6 7 8 9 10 | -",
        "NEWEST; 0; 11; - | 1 2 3 4 5 6 7 8 9 10 | -",
        "BEFORE; 8; 3; 5 | 5 6 7 | 7",
        "BEFORE; 3; 3; - | 1 2 | 2",
        "BEFORE; 4; 3; - | 1 2 3 | 3",
        "BEFORE; 1; 3; - |  | 0",
        "BEFORE; 0; 3; - |  | 0",
        "BEFORE; 11; 3; 8 | 8 9 10 | -",
        "BEFORE; 9007199254740991; 2; 9 | 9 10 | -",
        "AFTER; 0; 3; - | 1 2 3 | 3",
        "AFTER; 3; 3; 4 | 4 5 6 | 6",
        "AFTER; 7; 3; 8 | 8 9 10 | -",
        "AFTER; 8; 3; 9 | 9 10 | -",
        "AFTER; 10; 3; 11 |  | -",
        "AFTER; 9007199254740991; 3; 9007199254740992 |  | -",
        "AROUND; 5; 4; 3 | 3 4 5 6 | 6",
        "AROUND; 5; 5; 3 | 3 4 5 6 7 | 7",
        "AROUND; 5; 1; 5 | 5 | 5",
        "AROUND; 1; 4; - | 1 2 3 4 | 4",
        "AROUND; 0; 4; - | 1 2 3 4 | 4",
        "AROUND; 2; 4; - | 1 2 3 4 | 4",
        "AROUND; 10; 4; 7 | 7 8 9 10 | -",
        "AROUND; 99; 4; 7 | 7 8 9 10 | -",
        "AROUND; 5; 100; - | 1 2 3 4 5 6 7 8 9 10 | -"
      })
  void aPageSaysWhatIsOnItAndWhatIsOnEitherSide(Kind kind, long anchor, int limit, String page) {
    HistoryRead read = await(storage.read(ROOM, new HistoryPage(kind, new Seq(anchor), limit)));
    assertThat(text(read)).isEqualTo(page);
  }

  @ParameterizedTest
  @CsvSource({"NEWEST,0", "BEFORE,5", "AFTER,0", "AFTER,5", "AROUND,0", "AROUND,5"})
  void anEmptyRoomHasEmptyPagesWithNothingOnEitherSide(Kind kind, long anchor) {
    HistoryRead read = await(storage.read(OTHER_ROOM, new HistoryPage(kind, new Seq(anchor), 10)));
    assertThat(read).isEqualTo(new HistoryRead(List.of(), null, null));
  }

  @ParameterizedTest
  @CsvSource({"NEWEST,0", "BEFORE,5", "AFTER,0", "AROUND,5"})
  void aRoomThatIsNotThereOrDeletedHasNone(Kind kind, long anchor) {
    HistoryPage page = new HistoryPage(kind, new Seq(anchor), 10);
    assertThat(failureCode(storage.read(room(99), page))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    await(storage.remove(ROOM));
    assertThat(failureCode(storage.read(ROOM, page))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "10", "100"})
  void goingBackPageByPageMeetsEveryMessageOnce(int limit) {
    List<Long> seqs = new ArrayList<>();
    HistoryRead read = await(storage.read(ROOM, HistoryPage.newest(limit)));
    seqs.addAll(0, seqs(read));
    while (read.older() != null) {
      read = await(storage.read(ROOM, new HistoryPage(Kind.BEFORE, read.older(), limit)));
      seqs.addAll(0, seqs(read));
    }
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, LENGTH).boxed().toList());
  }

  @Test
  void goingForwardPageByPageMeetsEveryMessageOnce() {
    List<Long> seqs = new ArrayList<>();
    Seq next = Seq.START;
    while (next != null) {
      HistoryRead read = await(storage.read(ROOM, HistoryPage.after(next, 3)));
      seqs.addAll(seqs(read));
      assertThat(seqs).hasSizeLessThanOrEqualTo(LENGTH);
      next = read.newer();
    }
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, LENGTH).boxed().toList());
  }

  private static String text(HistoryRead read) {
    String page = seqs(read).stream().map(String::valueOf).collect(Collectors.joining(" "));
    return edge(read.older()) + " | " + page + " | " + edge(read.newer());
  }

  private static String edge(Seq seq) {
    return seq == null ? "-" : seq.toString();
  }

  private static List<Long> seqs(HistoryRead read) {
    return read.messages().stream().map(message -> message.seq().value()).toList();
  }
}
