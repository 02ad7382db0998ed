package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of the full protocol is told first: who it is and what it may do. */
@ExtendWith(BlockedEventLoops.class)
class HelloTest {

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "socket.ping-interval", "17s",
              "limits.frame-bytes", "70000",
              "limits.in-flight", "33",
              "limits.subscriptions", "44",
              "limits.recovery", "55",
              "limits.messages-per-second", "6",
              "limits.messages-burst", "7"));

  @Test
  void helloIsTheFirstFrameAlsoForWhoTalksAtOnce() throws IOException {
    for (int i = 0; i < 20; i++) {
      RawSocket hasty = parley.track(RawSocket.open(parley.port(), FullFrames.target("John " + i)));
      hasty.sendText(FullFrames.ping());
      hasty.sendText(FullFrames.subscribe(parley.makeRoom()));
      assertThat(Json.parse(hasty.read().text()).get("type").asText()).isEqualTo("hello");
      assertThat(Json.parse(hasty.read().text()).get("type").asText()).isEqualTo("pong");
      hasty.await("subscribed");
    }
  }

  @Test
  void helloSaysWhoAndWhenAndWhatTheLimitsAre() {
    Instant before = Instant.now().minusMillis(1);
    JsonNode hello = parley.full("  John ").hello();
    assertThat(Json.fields(hello))
        .containsExactly(
            "type",
            "session_id",
            "user",
            "server_time",
            "heartbeat_interval",
            "limits",
            "features");
    assertThat(UUID.fromString(hello.get("session_id").asText()).version()).isEqualTo(7);
    assertThat(hello.get("user"))
        .isEqualTo(Json.parse("{\"username\":\"John\",\"role\":\"guest\"}"));
    assertThat(Instant.parse(hello.get("server_time").asText())).isBetween(before, Instant.now());
    assertThat(hello.get("heartbeat_interval").asLong()).isEqualTo(17_000);
    assertThat(Json.texts(hello.get("features"))).containsExactly("recovery", "presence", "typing");
    assertThat(hello.get("limits"))
        .isEqualTo(
            Json.parse(
                "{\"content_length\":8000,\"frame_bytes\":70000,\"nonce_length\":64,"
                    + "\"in_flight\":33,\"subscriptions\":44,\"recovery\":55,"
                    + "\"messages_per_second\":6,\"messages_burst\":7}"));
  }

  @Test
  void everyConnectionIsASessionOfItsOwn() {
    assertThat(parley.full("John").hello().get("session_id"))
        .isNotEqualTo(parley.full("John").hello().get("session_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?username=", "?username=%20%09", "?username=%00", "?name=John"})
  void whoHasNoGoodNameIsClosedWith4500(String query) {
    ChatClient nameless = parley.connect("/ws/chat" + query);
    assertThat(nameless.awaitClose().code()).isEqualTo(4500);
    assertThat(nameless.rest()).isEmpty();
  }
}
