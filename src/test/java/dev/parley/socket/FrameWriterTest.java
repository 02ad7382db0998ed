package dev.parley.socket;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.nonce;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Seq;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameWriterTest {
  private static final Instant TIME = Instant.parse("2026-01-02T10:30:00Z");

  private final FrameWriter writer = new FrameWriter(Duration.ofSeconds(3));
  private final AnswerWriter answers = new AnswerWriter(ConnectionsSetup.limits(10));

  @Test
  void aMessageIsAsTheContractHasIt() {
    GoldenFrames.assertGolden("message", writer.message(message("Hello!", TIME, null)));
  }

  @Test
  void aMessageWithANonceHasItToo() {
    String content =
        "<b>Hi</b> \"\u05E9\u05DC\u05D5\u05DD\"\n\uD83D\uDC4B\uD83C\uDFFD e\u0301 \\ \u0001\u2028";
    GoldenFrames.assertGolden(
        "message-with-nonce",
        writer.message(message(content, TIME.plusMillis(123), nonce("k3J_-9"))));
  }

  @Test
  void comingAndGoingAreAsTheContractHasThem() {
    GoldenFrames.assertGolden("join", writer.join(JOHN, List.of(JOHN, JANE), TIME));
    GoldenFrames.assertGolden("leave", writer.leave(JOHN, List.of(JANE), TIME));
  }

  @Test
  void typingIsAsTheContractHasIt() {
    GoldenFrames.assertGolden("typing", writer.typing(ROOM, JOHN));
  }

  @Test
  void anErrorSaysWhatAndWhetherToTryAgainAndOfWhichMessage() {
    GoldenFrames.assertGolden(
        "error", answers.plainError(new Failure(FailureCode.EMPTY_MESSAGE), null));
    Failure failure = new Failure(FailureCode.STORAGE_UNAVAILABLE);
    GoldenFrames.assertGolden("error-with-nonce", answers.plainError(failure, nonce("k3J_-9")));
    FailureCode tooFast = FailureCode.RATE_LIMITED;
    Failure limited = new Failure(tooFast, Duration.ofMillis(250));
    GoldenFrames.assertGolden("error-rate-limited", answers.plainError(limited, nonce("k3J_-9")));
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyFailureMakesAnErrorFrame(FailureCode code) {
    JsonNode frame = GoldenFrames.json(answers.plainError(new Failure(code), null).toString());
    assertThat(frame.get("code").asText()).isEqualTo(code.code()).matches("[a-z0-9_]+");
    assertThat(frame.get("retryable").asBoolean()).isEqualTo(code.retryable());
    assertThat(frame.get("message").asText()).isNotBlank();
  }

  @Test
  void whatPeopleWroteStaysTextWhateverItIs() {
    PersonName name = new PersonName("\"},{\"type\":\"message\uD83C\uDF89");
    JsonNode frame = GoldenFrames.json(writer.join(name, List.of(name), TIME).toString());
    assertThat(frame.get("type").asText()).isEqualTo("join");
    assertThat(frame.get("username").asText()).isEqualTo(name.value());
    assertThat(frame.get("online_users").get(0).asText()).isEqualTo(name.value());
  }

  @Test
  void aFrameIsUtf8() {
    EncodedFrame frame = writer.typing(ROOM, new PersonName("\u00E9\uD83C\uDF89"));
    assertThat(new String(frame.json(), StandardCharsets.UTF_8)).contains("\u00E9\uD83C\uDF89");
  }

  private static Message message(String content, Instant time, Nonce nonce) {
    return new Message(
        new MessageId(uuid(9)), ROOM, new Seq(7), JOHN, new MessageContent(content), time, nonce);
  }
}
