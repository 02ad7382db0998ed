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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody comes back who missed more than an outbox holds, and reads slowly. */
@ExtendWith(BlockedEventLoops.class)
class SlowRecoveryTest {

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
    writer.postAll(room, List.of("Live"));
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
    for (int i = 0; i < 50; i++) {
      assertThat(next(slow)).isEqualTo(Json.parse("{\"type\":\"pong\",\"heads\":{}}"));
      slow.sendText(FullFrames.ping());
    }
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

  /** A writer doesn't read what it writes fast enough for so small an outbox. */
  private void writeOneByOne(String large) {
    for (int i = 0; i < LARGE_MESSAGES; i++) {
      writer.postAll(room, List.of(i + large));
    }
  }
}
