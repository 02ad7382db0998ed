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
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.FailureCode;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class MessageStoreTest {
  @TempDir Path folder;
  private Vertx vertx;
  private Bus bus;
  private Storage storage;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
    storage = Storage.open(vertx, bus, folder, 0);
    await(storage.add(ROOM, "One"));
    await(storage.add(OTHER_ROOM, "Two"));
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void everyRoomCountsFromOneWithoutAHoleHoweverManyWriteAtOnce() {
    List<RoomId> rooms = LongStream.range(10, 20).mapToObj(number -> room(number)).toList();
    rooms.forEach(room -> await(storage.add(room, "Room")));
    Random random = new Random(5);
    Map<RoomId, List<Future<MessageStored>>> posts = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      RoomId room = rooms.get(random.nextInt(rooms.size()));
      List<Future<MessageStored>> inRoom = posts.computeIfAbsent(room, r -> new ArrayList<>());
      inRoom.add(storage.append(room, JOHN, "m" + inRoom.size(), null));
    }
    posts.forEach(
        (room, inRoom) -> {
          for (int i = 0; i < inRoom.size(); i++) {
            Message message = await(inRoom.get(i)).message();
            assertThat(message.seq().value()).isEqualTo(i + 1);
            assertThat(message.content().value()).isEqualTo("m" + i);
          }
          assertThat(storage.count("SELECT head FROM room WHERE id = ?", room))
              .isEqualTo(inRoom.size());
          assertThat(storage.count("SELECT num FROM room WHERE id = ?", room))
              .isEqualTo(inRoom.size());
          assertThat(storage.count("SELECT max(num) FROM message WHERE room_id = ?", room))
              .isEqualTo(inRoom.size());
          assertThat(storage.count("SELECT count(*) FROM message WHERE room_id = ?", room))
              .isEqualTo(inRoom.size());
        });
  }

  @Test
  void aRepeatedNonceIsStoredOnceInTheSameCommitLaterAndAfterAReopening() {
    List<Future<MessageStored>> atOnce = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      atOnce.add(storage.append(ROOM, JOHN, "hello", nonce("n")));
    }
    Message first = await(atOnce.get(0)).message();
    assertThat(atOnce.get(0).result().duplicate()).isFalse();
    for (Future<MessageStored> again : atOnce.subList(1, 10)) {
      assertThat(await(again)).isEqualTo(new MessageStored(first, true));
    }
    storage.close();
    storage = Storage.open(vertx, bus, folder, 0);
    assertThat(await(storage.append(ROOM, JOHN, "hello", nonce("n"))))
        .isEqualTo(new MessageStored(first, true));
    assertThat(await(storage.append(ROOM, JOHN, "next", null)).message().seq())
        .isEqualTo(new Seq(2));
  }

  @Test
  void whatWaitsForItsCommitWhenTheStoreEndsIsCommitted() {
    List<Future<MessageStored>> posts = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      posts.add(storage.append(ROOM, JOHN, "m" + i, null));
    }
    await(posts.get(0)); // from here on they are all at the store
    storage.close();
    storage = Storage.open(vertx, bus, folder, 0);
    assertThat(posts).allSatisfy(post -> assertThat(await(post).duplicate()).isFalse());
    assertThat(storage.count("SELECT count(*) FROM message WHERE room_id = ?", ROOM))
        .isEqualTo(500);
  }

  @Test
  void aNonceIsItsAuthorsOwnInThatRoom() {
    List<Future<MessageStored>> posts =
        List.of(
            storage.append(ROOM, JOHN, "a", nonce("n")),
            storage.append(ROOM, JANE, "b", nonce("n")),
            storage.append(OTHER_ROOM, JOHN, "c", nonce("n")),
            storage.append(ROOM, JOHN, "d", nonce("N")),
            storage.append(ROOM, JOHN, "e", null),
            storage.append(ROOM, JOHN, "e", null));
    assertThat(posts).allSatisfy(post -> assertThat(await(post).duplicate()).isFalse());
  }

  @Test
  void anUnknownRoomFailsAloneInItsCommit() {
    List<Future<MessageStored>> good = new ArrayList<>();
    List<Future<MessageStored>> bad = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      good.add(storage.append(ROOM, JOHN, "here", null));
      bad.add(storage.append(room(99), JOHN, "nowhere", nonce("n" + i)));
    }
    assertThat(bad)
        .allSatisfy(post -> assertThat(failureCode(post)).isEqualTo(FailureCode.ROOM_NOT_FOUND));
    for (int i = 0; i < 50; i++) {
      assertThat(await(good.get(i)).message().seq()).isEqualTo(new Seq(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDFF4",
        "\u05E9\u05DC\u05D5\u05DD \u202Babc\u202C",
        "Z\u0351\u034B e\u0301 \u00E9 \u2764\uFE0F",
        "  one\n\ttwo\r\nthree  \n",
        "<script>alert('1')</script> &amp; \"q\" \\ % _ ?1 ; DROP TABLE message; --",
        "\u0001\u001B[31m\uFEFF\uFFFE\uDBFF\uDFFFend"
      })
  void contentComesBackToTheLetter(String content) {
    Message stored = await(storage.append(ROOM, JOHN, content, nonce("x"))).message();
    Message read = await(storage.read(ROOM, HistoryPage.newest(1))).messages().get(0);
    assertThat(read).isEqualTo(stored);
    assertThat(read.content().value()).isEqualTo(content);
    assertThat(read.createdAt()).isEqualTo(NOON);
  }

  @Test
  void theLongestMessageFits() {
    String content = "\uD83D\uDE00".repeat(8000);
    await(storage.append(ROOM, JOHN, content, null));
    assertThat(await(storage.read(ROOM, HistoryPage.newest(1))).messages().get(0).content().value())
        .isEqualTo(content);
  }

  @Test
  void whatIsCommittedIsPublishedOnceThoughNobodyWaitsForTheAnswer() throws InterruptedException {
    BlockingQueue<RoomEvent> published = new LinkedBlockingQueue<>();
    await(bus.<RoomEvent>listen(Addresses.roomEvents(ROOM), published::add).completion());
    for (long number = 1; number <= 2; number++) {
      bus.send(
          Addresses.messageStore(),
          new AppendMessage(
              ROOM,
              new MessageId(uuid(number)),
              JOHN,
              null,
              new MessageContent("once"),
              NOON,
              nonce("once")));
    }
    await(storage.append(ROOM, JOHN, "after", null));
    for (String content : new String[] {"once", "after"}) {
      assertThat(published.poll(20, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              MessagesPosted.class,
              event ->
                  assertThat(event.messages())
                      .extracting(message -> message.content().value())
                      .containsExactly(content));
    }
  }
}
