package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and mutated frames, the same each time: nothing of it may break the server. {@code
 * -Dparley.fuzz=20000} sends more of them.
 */
@ExtendWith(BlockedEventLoops.class)
class FrameFuzzTest {

  private static final int FRAMES = Integer.getInteger("parley.fuzz", 2000);
  private static final List<String> SEEDS =
      List.of(
          Json.message("Hello!"),
          Json.message("Hello! \uD83D\uDE00", "a-nonce"),
          Json.object("type", "typing", "content", "typing"),
          "{\"type\":\"message\",\"content\":\"\\ud83d\\ude00\\u0000\",\"x\":[1,2.5e3,null,{}]}");

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();
  private final Random random = new Random(20260102);

  @Test
  void mutatedFramesBreakNeitherTheServerNorTheRoom() throws IOException {
    ChatClient witness = parley.join(room, "Witness");
    int sent = 0;
    while (sent < FRAMES) {
      RawSocket fuzz = RawSocket.join(parley.port(), room, "Fuzz");
      for (int i = 0; i < 20; i++, sent++) {
        fuzz.send(mutatedFrame());
      }
      fuzz.cut();
      witness.await("leave", "Fuzz");
    }
    worksAsBefore(witness);
  }

  @Test
  void mutatedTextInGoodFramesIsAlwaysAnsweredOrTaken() throws IOException {
    ChatClient witness = parley.join(room, "Witness");
    RawSocket fuzz = parley.joinRaw(room, "Fuzz");
    for (int i = 0; i < FRAMES; i++) {
      String text = new String(mutate(seed()), StandardCharsets.ISO_8859_1);
      fuzz.sendText(text);
    }
    fuzz.sendText(Json.message("The end of it"));
    JsonNode last = fuzz.await("message");
    while (!last.get("content").asText().equals("The end of it")) {
      last = fuzz.await("message");
    }
    worksAsBefore(witness);
  }

  private void worksAsBefore(ChatClient witness) {
    witness.say("Unimpressed");
    JsonNode message = witness.await("message", "Witness");
    assertThat(message.get("content").asText()).isEqualTo("Unimpressed");
    List<JsonNode> history = parley.rest().history(room);
    assertThat(Json.seqs(history))
        .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(history.get(history.size() - 1).get("id")).isEqualTo(message.get("id"));
  }

  /** A frame with a random first byte now and then, or with any of its bytes changed. */
  private byte[] mutatedFrame() {
    int first = random.nextInt(4) == 0 ? random.nextInt(256) : 0x81;
    byte[] frame = RawSocket.frame(first, random.nextBoolean() ? mutate(seed()) : seed());
    return random.nextInt(3) == 0 ? mutate(frame) : frame;
  }

  private byte[] seed() {
    return SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] mutate(byte[] original) {
    byte[] bytes = original.clone();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }
}
