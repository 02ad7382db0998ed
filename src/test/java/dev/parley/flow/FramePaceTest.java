package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How fast a socket may send what is no message: ten at once, then one a second. */
@ExtendWith(BlockedEventLoops.class)
class FramePaceTest {
  private static final int BURST = 10;
  private static final int FORGIVEN = 5;
  private static final int TOO_FAST = 4008;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.frames-per-second", "1",
              "limits.frames-burst", Integer.toString(BURST),
              "limits.messages-burst", Integer.toString(FORGIVEN)));

  private final String room = parley.makeRoom();

  @Test
  void whatIsTooMuchIsRefusedAndSaysWhenToGoOn() {
    FullClient ann = parley.full("Ann", room);
    JsonNode refused = pingUntilRefused(ann);
    assertThat(refused.get("code").asText()).isEqualTo("rate_limited");
    assertThat(refused.get("retry_after").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void messagesAndOtherSocketsOfThePersonHaveTheirOwnRates() {
    FullClient ann = parley.full("Ann", room);
    FullClient tab = parley.full("Ann", room);
    pingUntilRefused(ann);
    ann.post(room, "still heard");
    assertThat(ann.await("ack")).isNotNull();
    assertThat(tab.ping().get("type").asText()).isEqualTo("pong");
  }

  @Test
  void whoGoesOnSubscribingIsLetGoOf() {
    FullClient ann = parley.full("Ann");
    sendUntilClosed(ann, Json.object("type", "subscribe", "room_id", room));
    assertThat(ann.awaitClose().code()).isEqualTo(TOO_FAST);
  }

  @Test
  void whoGoesOnWithWhatIsNoFrameIsLetGoOf() {
    FullClient ann = parley.full("Ann");
    sendUntilClosed(ann, "{");
    assertThat(ann.awaitClose().code()).isEqualTo(TOO_FAST);
  }

  @Test
  void pingsOfWebSocketsOwnCountToo() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    for (int i = 0; i < 10 * BURST; i++) {
      ann.send(RawSocket.PING, true);
    }
    assertThat(ann.awaitClose()).isEqualTo(TOO_FAST);
  }

  private static void sendUntilClosed(FullClient client, String frame) {
    try {
      for (int i = 0; i < 10 * BURST; i++) {
        client.send(frame);
      }
    } catch (CompletionException e) {
      assertThat(e).as("what a closed socket takes").hasCauseInstanceOf(IOException.class);
    }
  }

  private static JsonNode pingUntilRefused(FullClient client) {
    for (int i = 0; i <= BURST; i++) {
      client.send("{\"type\":\"ping\"}");
    }
    return client.await("error");
  }
}
