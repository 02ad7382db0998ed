package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of the full protocol that are wrong, or one too many: each is answered, none is fatal. */
@ExtendWith(BlockedEventLoops.class)
class RefusedFramesTest {

  private static final String NO_ROOM = "01890000-0000-7000-8000-000000000000";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.subscriptions", "3"));

  private final String room = parley.makeRoom();

  @ParameterizedTest
  @CsvSource({
    "{'type':'subscribe'}, invalid_frame",
    "{'type':'subscribe';'room_id':7}, invalid_frame",
    "{'type':'subscribe';'room_id':'General'}, room_not_found",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000'}, room_not_found",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000';'since':-1}, invalid_frame",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000';'since':'1'}, invalid_frame",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000';'since':1.5}, invalid_frame",
    "{'type':'message';'room_id':'01890000-0000-7000-8000-000000000000';'content':'x';'nonce':'n'}, not_subscribed",
    "{'type':'message';'content':'x';'nonce':'n'}, invalid_frame",
    "{'type':'message';'room_id':'01890000-0000-7000-8000-000000000000';'content':'x'}, invalid_frame",
    "{'type':'typing';'room_id':'01890000-0000-7000-8000-000000000000'}, not_subscribed",
    "{'type':'typing'}, invalid_frame",
    "{'type':'join'}, unknown_type",
    "{'type':'message', invalid_json"
  })
  void whatIsNotRightIsAnsweredWithAnError(String frame, String code) {
    FullClient john = parley.full("John");
    john.send(frame.replace('\'', '"').replace(';', ','));
    JsonNode error = john.next();
    assertThat(error.get("type").asText()).isEqualTo("error");
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).isNotBlank();
    assertThat(error.get("retryable").asBoolean()).isFalse();
    assertThat(error.has("room_id")).isEqualTo(frame.contains("0189"));
    assertThat(error.has("nonce")).isEqualTo(frame.contains("nonce"));
  }

  @Test
  void oneRoomMoreThanTheLimitIsRefusedUntilAnotherIsGivenUp() {
    FullClient john = parley.full("John", room);
    john.subscribe(parley.makeRoom());
    john.subscribe(parley.makeRoom());
    String fourth = parley.makeRoom();
    john.send(FullFrames.subscribe(fourth));
    JsonNode error = john.await("error");
    assertThat(error.get("code").asText()).isEqualTo("too_many_subscriptions");
    assertThat(error.get("room_id").asText()).isEqualTo(fourth);
    assertThat(parley.rest().online(fourth)).isEmpty();
    john.subscribe(room); // again is not one more
    john.send(FullFrames.unsubscribe(room));
    john.subscribe(fourth);
    assertThat(parley.rest().online(fourth)).containsExactly("John");
  }

  @Test
  void roomsThatAreNotThereDoNotCount() {
    FullClient john = parley.full("John");
    for (int i = 0; i < 10; i++) {
      john.send(FullFrames.subscribe(NO_ROOM));
      assertThat(john.await("error").get("code").asText()).isEqualTo("room_not_found");
    }
    john.subscribe(room);
  }
}
