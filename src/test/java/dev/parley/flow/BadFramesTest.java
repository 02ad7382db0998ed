package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that can't be understood: an error frame, and everything goes on. */
@ExtendWith(BlockedEventLoops.class)
class BadFramesTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "invalid_json, {",
        "invalid_json, ``",
        "invalid_json, hello",
        "invalid_json, `{\"type\":\"message\",\"content\":\"x\"`",
        "invalid_json, `{\"type\":\"message\",\"content\":\"x\"} {}`",
        "invalid_json, `{'type':'message'}`",
        "invalid_json, `{\"type\":\"message\",\"content\":\"\\x\"}`",
        "invalid_frame, null",
        "invalid_frame, 1",
        "invalid_frame, `\"message\"`",
        "invalid_frame, []",
        "invalid_frame, `[{\"type\":\"message\",\"content\":\"x\"}]`",
        "invalid_frame, {}",
        "invalid_frame, `{\"content\":\"x\"}`",
        "invalid_frame, `{\"type\":null,\"content\":\"x\"}`",
        "invalid_frame, `{\"type\":1,\"content\":\"x\"}`",
        "invalid_frame, `{\"type\":\"message\"}`",
        "invalid_frame, `{\"type\":\"message\",\"content\":1}`",
        "invalid_frame, `{\"type\":\"message\",\"content\":null}`",
        "invalid_frame, `{\"type\":\"message\",\"content\":{\"a\":[1]}}`",
        "invalid_frame, `{\"type\":\"message\",\"content\":\"x\",\"nonce\":1}`",
        "invalid_nonce, `{\"type\":\"message\",\"content\":\"x\",\"nonce\":\"\"}`",
        "invalid_nonce, `{\"type\":\"message\",\"content\":\"x\",\"nonce\":\"a b\"}`",
        "unknown_type, `{\"type\":\"shout\",\"content\":\"x\"}`",
        "unknown_type, `{\"type\":\"Message\",\"content\":\"x\"}`",
        "unknown_type, `{\"type\":\"join\",\"content\":\"x\"}`",
        "empty_message, `{\"type\":\"message\",\"content\":\"\"}`",
        "empty_message, `{\"type\":\"message\",\"content\":\"   \"}`",
        "empty_message, `{\"type\":\"message\",\"content\":\"\\n\\t \\u00a0\\u3000\"}`",
        "empty_message, `{\"type\":\"message\",\"content\":\"\\u200b\"}`",
        "invalid_content, `{\"type\":\"message\",\"content\":\"a\\u0000b\"}`",
        "invalid_content, `{\"type\":\"message\",\"content\":\"a\\ud83d\"}`",
        "invalid_content, `{\"type\":\"message\",\"content\":\"\\ude00\\ud83d\"}`"
      })
  void aBadFrameIsAnsweredAndTheConnectionGoesOn(String code, String frame) {
    isAnsweredWith(code, frame);
  }

  static Stream<String> absurdities() {
    return Stream.of(
        "[".repeat(60_000),
        "{\"a\":".repeat(10_000),
        "{\"x\":" + "[".repeat(100) + "]".repeat(100) + ",\"type\":\"typing\"}",
        "{\"type\":\"message\",\"content\":\"x\",\"n\":" + "9".repeat(60_000) + "}",
        "{\"type\":\"message\",\"content\":\"x\",\"n\":1e9999999999}",
        "{\"" + "k".repeat(60_000) + "\":",
        " ".repeat(60_000));
  }

  @ParameterizedTest
  @MethodSource("absurdities")
  void absurdNestingAndNumbersAreAnsweredToo(String frame) {
    ChatClient ann = parley.join(room, "Ann");
    ann.send(frame);
    ann.say("Still here");
    List<String> types = new ArrayList<>();
    while (!types.contains("message")) {
      types.add(ann.next().get("type").asText());
    }
    assertThat(types).first().isIn("error", "message");
  }

  @Test
  void anErrorCarriesTheNonceOfItsFrame() {
    ChatClient ann = parley.join(room, "Ann");
    ann.say(" ", "my-nonce");
    JsonNode error = ann.next();
    assertThat(error.get("code").asText()).isEqualTo("empty_message");
    assertThat(error.get("nonce").asText()).isEqualTo("my-nonce");
  }

  @Test
  void aThousandBadFramesAreAnsweredOneByOne() {
    ChatClient ann = parley.join(room, "Ann");
    IntStream.range(0, 1000).forEach(i -> ann.send("{"));
    assertThat(Json.texts(ann.await("error", 1000), "code")).containsOnly("invalid_json");
    ann.say("Still here");
    assertThat(ann.next().get("type").asText()).isEqualTo("message");
  }

  @Test
  void unknownFieldsArePassedOver() {
    ChatClient ann = parley.join(room, "Ann");
    ann.send("{\"v\":[1,{\"a\":null}],\"type\":\"message\",\"content\":\"x\",\"seq\":99}");
    JsonNode message = ann.next();
    assertThat(message.get("content").asText()).isEqualTo("x");
    assertThat(message.get("seq").asLong()).isEqualTo(1);
  }

  private void isAnsweredWith(String code, String frame) {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.await("join", "Bob");
    ann.send(frame);
    JsonNode error = ann.next();
    assertThat(error.path("type").asText()).isEqualTo("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    ann.say("Still here");
    assertThat(ann.next().get("content").asText()).isEqualTo("Still here");
    assertThat(bob.next().get("content").asText()).isEqualTo("Still here");
    assertThat(parley.rest().history(room)).hasSize(1);
  }
}
