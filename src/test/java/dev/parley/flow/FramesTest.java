package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The frames of the plain protocol, field by field, as a client sees them. */
@ExtendWith(BlockedEventLoops.class)
class FramesTest {

  private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void aMessageCarriesAllItsFieldsAndNoOthers() {
    ChatClient john = parley.join(room, "John");
    Instant before = Instant.now().minusMillis(1);
    john.say("Hello!");
    JsonNode frame = john.next();
    assertThat(Json.fields(frame))
        .containsExactly("type", "id", "room_id", "seq", "username", "content", "timestamp");
    assertThat(frame.get("type").asText()).isEqualTo("message");
    assertThat(UUID.fromString(frame.get("id").asText())).hasToString(frame.get("id").asText());
    assertThat(frame.get("room_id").asText()).isEqualTo(room);
    assertThat(frame.get("seq").isIntegralNumber()).isTrue();
    assertThat(frame.get("seq").asLong()).isEqualTo(1);
    assertThat(frame.get("username").asText()).isEqualTo("John");
    assertThat(frame.get("content").asText()).isEqualTo("Hello!");
    assertThat(instant(frame)).isBetween(before, Instant.now());
  }

  @Test
  void aMessageSentUnderANonceCarriesIt() {
    ChatClient john = parley.join(room, "John");
    john.say("Hello!", "n-1");
    assertThat(john.next().get("nonce").asText()).isEqualTo("n-1");
  }

  @Test
  void aJoinSaysWhoCameAndWhoIsThere() {
    ChatClient john = parley.join(room, "John");
    Instant before = Instant.now().minusMillis(1);
    parley.join(room, "Jane");
    JsonNode frame = john.next();
    assertThat(Json.fields(frame))
        .containsExactly("type", "username", "content", "timestamp", "online_users");
    assertThat(frame.get("type").asText()).isEqualTo("join");
    assertThat(frame.get("username").asText()).isEqualTo("Jane");
    assertThat(frame.get("content").asText()).isEqualTo("Jane joined the room");
    assertThat(Json.texts(frame.get("online_users"))).containsExactly("John", "Jane");
    assertThat(instant(frame)).isBetween(before, Instant.now());
  }

  @Test
  void aLeaveSaysWhoWentAndWhoIsStillThere() {
    ChatClient john = parley.join(room, "John");
    ChatClient jane = parley.join(room, "Jane");
    john.await("join", "Jane");
    Instant before = Instant.now().minusMillis(1);
    jane.leave();
    JsonNode frame = john.next();
    assertThat(Json.fields(frame))
        .containsExactly("type", "username", "content", "timestamp", "online_users");
    assertThat(frame.get("type").asText()).isEqualTo("leave");
    assertThat(frame.get("username").asText()).isEqualTo("Jane");
    assertThat(frame.get("content").asText()).isEqualTo("Jane left the room");
    assertThat(Json.texts(frame.get("online_users"))).containsExactly("John");
    assertThat(instant(frame)).isBetween(before, Instant.now());
  }

  @Test
  void typingSaysWhoAndForHowLong() {
    ChatClient john = parley.join(room, "John");
    ChatClient jane = parley.join(room, "Jane");
    john.type();
    JsonNode frame = jane.next();
    assertThat(Json.fields(frame)).containsExactly("type", "room_id", "username", "expires_in");
    assertThat(frame.get("type").asText()).isEqualTo("typing");
    assertThat(frame.get("room_id").asText()).isEqualTo(room);
    assertThat(frame.get("username").asText()).isEqualTo("John");
    assertThat(frame.get("expires_in").asLong())
        .as("longer than typing takes to be told again")
        .isGreaterThan(3000);
  }

  @Test
  void anErrorSaysWhatInCodeAndInWords() {
    ChatClient john = parley.join(room, "John");
    john.say("");
    JsonNode frame = john.next();
    assertThat(Json.fields(frame)).startsWith("type", "code", "message");
    assertThat(frame.get("type").asText()).isEqualTo("error");
    assertThat(frame.get("code").asText()).isEqualTo("empty_message");
    assertThat(frame.get("message").asText()).isNotBlank();
    assertThat(frame.get("retryable")).isEqualTo(Json.parse("false"));
  }

  @Test
  void frameTypesAreThoseOfThePlainProtocolOnly() {
    ChatClient john = parley.join(room, "John");
    ChatClient jane = parley.join(room, "Jane");
    jane.type();
    jane.say("Hello!");
    jane.await("message");
    jane.say(" ");
    jane.await("error");
    jane.leave();
    assertThat(Json.texts(List.of(john.next(), john.next(), john.next(), john.next()), "type"))
        .containsExactly("join", "typing", "message", "leave");
  }

  private static Instant instant(JsonNode frame) {
    String timestamp = frame.get("timestamp").asText();
    assertThat(timestamp).matches(TIMESTAMP);
    return Instant.parse(timestamp);
  }
}
