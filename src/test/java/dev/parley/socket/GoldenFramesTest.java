package dev.parley.socket;

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
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.testing.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The contract's frames, which the client's tests read too: to the field, the order and the letter.
 */
class GoldenFramesTest {

  private static final Instant AT = Instant.parse("2026-01-02T10:30:00Z");
  private static final PersonName JOHN = new PersonName("John");
  private static final PersonName JANE = new PersonName("Jane");
  private static final Nonce NONCE = new Nonce("5f1c2d3e");

  private final FrameWriter writer = new FrameWriter();
  private final FrameReader reader = new FrameReader();

  @Test
  void aMessageIsWrittenAsTheContractHasIt() throws IOException {
    assertGolden("message", writer.message(message(null)));
    assertGolden("message-with-nonce", writer.message(message(NONCE)));
  }

  @Test
  void comingAndGoingAreWrittenAsTheContractHasThem() throws IOException {
    assertGolden("join", writer.join(JOHN, List.of(JOHN, JANE), AT));
    assertGolden("leave", writer.leave(JOHN, List.of(JANE), AT));
  }

  @Test
  void typingIsWrittenAsTheContractHasIt() throws IOException {
    assertGolden("typing", writer.typing(JOHN));
  }

  @Test
  void anErrorIsWrittenAsTheContractHasIt() throws IOException {
    assertGolden("error", writer.error(new Failure(FailureCode.EMPTY_MESSAGE), NONCE));
  }

  @Test
  void whatTheClientSendsIsUnderstood() throws IOException {
    assertThat(reader.read(golden("client-message")).frame())
        .isEqualTo(new ClientFrame.Post(new MessageContent("Hello!"), NONCE));
    assertThat(reader.read(golden("client-typing")).frame()).isEqualTo(new ClientFrame.Typing());
  }

  private static Message message(Nonce nonce) {
    return new Message(
        new MessageId(UUID.fromString("01943e2f-7a5c-7d3e-9b1a-2f4c6d8e0a1b")),
        RoomId.parse("01943e2f-0000-7000-8000-00000000000a"),
        new Seq(7),
        JOHN,
        new MessageContent("Hello!"),
        AT,
        nonce);
  }

  private static void assertGolden(String name, EncodedFrame frame) throws IOException {
    JsonNode expected = Json.parse(golden(name));
    assertThat(frame).hasToString(expected.toString());
  }

  private static String golden(String name) throws IOException {
    String resource = "/contract/frames/" + name + ".json";
    try (InputStream in = GoldenFramesTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
