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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and mutated frames on the socket for all rooms, the same each time: nothing of it may
 * break the server, or tell of its inside. {@code -Dparley.fuzz=20000} sends more.
 */
@ExtendWith(BlockedEventLoops.class)
class FullFrameFuzzTest {

  private static final int FRAMES = Integer.getInteger("parley.fuzz", 2000);
  private static final int FRAMES_PER_SOCKET = 20;
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)exception|\\bat [\\w.$]+\\(|\\.java\\b|(io|dev|com|java)\\.(vertx|parley|fasterxml|lang)"
              + "|sqlite");
  private static final Set<String> TYPES =
      Set.of(
          "hello",
          "subscribed",
          "unsubscribed",
          "message",
          "caught_up",
          "ack",
          "typing",
          "presence",
          "pong",
          "error");

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();
  private final String other = parley.makeRoom();
  private final Random random = new Random(20260103);
  private final List<String> seeds =
      List.of(
          FullFrames.subscribe(room),
          FullFrames.subscribe(room, 0),
          FullFrames.subscribe(other, 3, "0123456789abcdef"),
          FullFrames.unsubscribe(other),
          FullFrames.message(room, "Hello! \uD83D\uDE00", "a-nonce"),
          FullFrames.message(other, "Hello!", "b-nonce"),
          FullFrames.typing(room),
          FullFrames.ping(),
          "{\"type\":\"subscribe\",\"room_id\":\"" + room + "\",\"since\":9223372036854775807}",
          "{\"type\":\"subscribe\",\"room_id\":\"" + room + "\",\"since\":1e400,\"epoch\":null}",
          "{\"type\":\"ping\",\"x\":[[[[{}]]],-0.0,1e9]}");

  @Test
  void mutatedFramesBreakNeitherTheServerNorTheRoom() throws IOException {
    FullClient witness = parley.full("Witness", room);
    for (int sent = 0; sent < FRAMES; sent += FRAMES_PER_SOCKET) {
      try (RawSocket fuzz = RawSocket.full(parley.port(), "Fuzz")) {
        for (int i = 0; i < FRAMES_PER_SOCKET; i++) {
          fuzz.send(mutatedFrame());
        }
        fuzz.send(RawSocket.CLOSE, true, (byte) 3, (byte) -24);
        fuzz.shutdownOutput(); // the last frame may wait for bytes that never come
        readToTheEnd(fuzz);
      }
    }
    worksAsBefore(witness);
  }

  @Test
  void mutatedTextInGoodFramesIsAlwaysAnsweredInPlainWords() throws IOException {
    FullClient witness = parley.full("Witness", room);
    RawSocket fuzz = parley.track(RawSocket.full(parley.port(), "Fuzz"));
    for (int i = 0; i < FRAMES; i++) {
      fuzz.sendText(new String(mutate(seed()), StandardCharsets.ISO_8859_1));
      if (i % 50 == 0) {
        fuzz.sendText(FullFrames.ping());
        readToThePong(fuzz);
      }
    }
    fuzz.sendText(FullFrames.subscribe(room));
    fuzz.sendText(FullFrames.message(room, "The end of it", "the-end"));
    while (!fuzz.await("ack").get("nonce").asText().equals("the-end")) {
      // those before it
    }
    worksAsBefore(witness);
  }

  @Test
  void randomBytesAreOnlyEverAnsweredWithAClose() throws IOException {
    for (int i = 0; i < FRAMES / FRAMES_PER_SOCKET; i++) {
      try (RawSocket fuzz = RawSocket.full(parley.port(), "Fuzz")) {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        fuzz.send(noise);
        fuzz.send(
            RawSocket.frame(0x83)); // a reserved opcode, if the noise was the start of a frame
        fuzz.shutdownOutput();
        readToTheEnd(fuzz);
      }
    }
    worksAsBefore(parley.full("Witness", room));
  }

  private void worksAsBefore(FullClient witness) {
    witness.post(room, "Unimpressed", "unimpressed");
    witness.await("ack");
    for (String each : List.of(room, other)) {
      List<JsonNode> history = parley.rest().history(each);
      assertThat(Json.seqs(history))
          .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    }
    witness.rest().forEach(frame -> isPlain(frame.toString()));
  }

  private static void readToTheEnd(RawSocket fuzz) throws IOException {
    for (RawSocket.Frame frame = fuzz.read(); frame != null; frame = fuzz.read()) {
      if (frame.opcode() == RawSocket.TEXT) {
        isPlain(frame.text());
      } else if (frame.opcode() == RawSocket.CLOSE) {
        assertThat(frame.closeCode()).isNotEqualTo(1011);
        return;
      }
    }
  }

  private static void readToThePong(RawSocket fuzz) throws IOException {
    String type;
    do {
      RawSocket.Frame frame = fuzz.read();
      assertThat(frame).as("still open").isNotNull();
      assertThat(frame.opcode()).isNotEqualTo(RawSocket.CLOSE);
      type = frame.opcode() == RawSocket.TEXT ? isPlain(frame.text()) : "";
    } while (!type.equals("pong"));
  }

  /** Asserts that a frame is one of the protocol's and tells nothing of the inside. */
  private static String isPlain(String text) {
    JsonNode frame = Json.parse(text);
    assertThat(frame.get("type").asText()).isIn(TYPES);
    if (frame.get("type").asText().equals("error")) {
      assertThat(frame.get("code").asText()).isNotEqualTo("internal");
      assertThat(frame.get("message").asText()).doesNotContainPattern(INSIDE);
    }
    return frame.get("type").asText();
  }

  /** A frame with a random first byte now and then, or with any of its bytes changed. */
  private byte[] mutatedFrame() {
    int first = random.nextInt(4) == 0 ? random.nextInt(256) : 0x81;
    byte[] frame = RawSocket.frame(first, random.nextBoolean() ? mutate(seed()) : seed());
    return random.nextInt(3) == 0 ? mutate(frame) : frame;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] mutate(byte[] original) {
    byte[] bytes = original.clone();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }
}
