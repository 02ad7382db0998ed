package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back gets exactly what it missed, or is told plainly to reload. */
@ExtendWith(BlockedEventLoops.class)
class RecoveryTest {

  private static final int RECOVERY = 500;
  private static final int SMALL_BUFFER = 4096;

  /** Of 32 KB each: far more together than an outbox and what the operating system takes. */
  private static final int LARGE_MESSAGES = 400;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.outbox-bytes",
              "128KiB",
              "socket.ping-interval",
              "300s",
              "http.idle-timeout",
              "600s"));

  private final String room = parley.makeRoom();
  private final FullClient writer = parley.full("Writer", room);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 57, 100, 119, 120})
  void theMissedPartComesInOrderThenTheAnswerThenWhatHappens(long since) {
    write(120);
    FullClient ann = parley.full("Ann");
    ann.send(FullFrames.subscribe(room, since));
    List<JsonNode> missed = ann.until("subscribed");
    writer.post(room, "Live");
    JsonNode live = ann.await("message");
    assertThat(Json.texts(missed, "type")).allMatch("message"::equals);
    assertThat(Json.seqs(missed)).isEqualTo(range(since + 1, 120));
    assertThat(Json.texts(missed, "id"))
        .isEqualTo(Json.texts(parley.rest().history(room).subList((int) since, 120), "id"));
    assertThat(live.get("seq").asLong()).isEqualTo(121);
  }

  @Test
  void theAnswerSaysWhatWasRecovered() {
    write(10);
    FullClient ann = parley.full("Ann");
    ann.send(FullFrames.subscribe(room, 4));
    JsonNode subscribed = ann.await("subscribed");
    assertThat(subscribed.get("recovered").asBoolean()).isTrue();
    assertThat(subscribed.get("from").asLong()).isEqualTo(4);
    assertThat(subscribed.get("to").asLong()).isEqualTo(10);
    assertThat(subscribed.get("head").asLong()).isEqualTo(10);
  }

  @Test
  void fiveHundredBehindIsRecoveredAndOneMoreIsNot() {
    write(RECOVERY + 1);
    FullClient ann = parley.full("Ann");
    ann.send(FullFrames.subscribe(room, 1));
    assertThat(Json.seqs(ann.until("subscribed"))).isEqualTo(range(2, RECOVERY + 1));
    ann.untilPong();
    ann.send(FullFrames.subscribe(room, 0));
    notRecovered(ann, RECOVERY + 1);
  }

  @Test
  void whoClaimsToBeAheadOfTheLogIsNotRecovered() {
    write(3);
    FullClient ann = parley.full("Ann");
    for (long since : new long[] {4, Long.MAX_VALUE}) {
      ann.send(FullFrames.subscribe(room, since));
      notRecovered(ann, 3);
    }
  }

  @Test
  void whoComesFromAnotherLogIsNotRecovered() {
    write(3);
    FullClient ann = parley.full("Ann");
    ann.send(FullFrames.subscribe(room, 1, "0123456789abcdef"));
    String epoch = notRecovered(ann, 3).get("epoch").asText();
    ann.send(FullFrames.subscribe(room, 1, epoch));
    assertThat(Json.seqs(ann.until("subscribed"))).containsExactly(2L, 3L);
  }

  @Test
  void whoSubscribesAgainOnALiveSocketStartsOverFromThere() {
    FullClient ann = parley.full("Ann", room);
    write(10);
    assertThat(Json.seqs(messages(ann.untilPong()))).isEqualTo(range(1, 10));
    ann.send(FullFrames.subscribe(room, 7));
    write(1);
    List<JsonNode> missed = ann.until("subscribed");
    assertThat(Json.seqs(messages(missed))).startsWith(8L, 9L, 10L);
    write(1);
    List<Long> all = Json.seqs(messages(missed));
    all.addAll(Json.seqs(messages(ann.untilPong())));
    assertThat(all).isEqualTo(range(8, 12));
  }

  @Test
  void whatIsLargerThanTheOutboxIsRecoveredWholeAlsoBySlowReaders() throws IOException {
    String large = "\uD83D\uDE00".repeat(7990);
    writeOneByOne(large);
    RawSocket slow = parley.track(open("Slow"));
    slow.sendText(FullFrames.subscribe(room, 0));
    long expected = 1;
    for (JsonNode frame = next(slow); !isType(frame, "subscribed"); frame = next(slow)) {
      if (isType(frame, "message")) {
        assertThat(frame.get("seq").asLong()).isEqualTo(expected);
        assertThat(frame.get("content").asText()).isEqualTo((expected - 1) + large);
        expected++;
        if (expected % 20 == 0) {
          writer.ping(); // a while, in which the server can't write
        }
      }
    }
    assertThat(expected).isEqualTo(LARGE_MESSAGES + 1);
    write(1);
    assertThat(slow.await("message").get("seq").asLong()).isEqualTo(LARGE_MESSAGES + 1);
  }

  @Test
  void whoUnsubscribesInTheMiddleOfARecoveryGetsNoMoreOfIt() throws IOException {
    String large = "\uD83D\uDE00".repeat(7990);
    writeOneByOne(large);
    RawSocket slow = parley.track(open("Slow"));
    slow.sendText(FullFrames.subscribe(room, 0));
    slow.await("message");
    slow.sendText(FullFrames.unsubscribe(room));
    slow.sendText(FullFrames.ping());
    int before = 0;
    for (JsonNode frame = next(slow); !isType(frame, "unsubscribed"); frame = next(slow)) {
      assertThat(isType(frame, "subscribed")).isFalse();
      before++;
    }
    assertThat(before).isLessThan(LARGE_MESSAGES - 1);
    assertThat(next(slow)).isEqualTo(Json.parse("{\"type\":\"pong\",\"heads\":{}}"));
    assertThat(parley.rest().online(room)).containsExactly("Writer");
  }

  private RawSocket open(String name) throws IOException {
    RawSocket slow = RawSocket.open(parley.port(), SMALL_BUFFER, FullFrames.target(name));
    slow.await("hello");
    return slow;
  }

  private static JsonNode next(RawSocket socket) throws IOException {
    return Json.parse(socket.read().text());
  }

  private static boolean isType(JsonNode frame, String type) {
    return frame.get("type").asText().equals(type);
  }

  private static JsonNode notRecovered(FullClient client, long head) {
    JsonNode answer = client.next();
    assertThat(answer.get("type").asText()).isEqualTo("subscribed");
    assertThat(answer.get("recovered").asBoolean()).isFalse();
    for (String field : List.of("head", "from", "to")) {
      assertThat(answer.get(field).asLong()).as(field).isEqualTo(head);
    }
    assertThat(messages(client.untilPong())).isEmpty();
    return answer;
  }

  /** A writer doesn't read what it writes fast enough for so small an outbox. */
  private void writeOneByOne(String large) {
    for (int i = 0; i < LARGE_MESSAGES; i++) {
      writer.postAll(room, List.of(i + large));
    }
  }

  private void write(int count) {
    writer.postAll(room, IntStream.range(0, count).mapToObj(i -> "Message " + i).toList());
  }

  private static List<JsonNode> messages(List<JsonNode> frames) {
    return frames.stream().filter(frame -> isType(frame, "message")).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
