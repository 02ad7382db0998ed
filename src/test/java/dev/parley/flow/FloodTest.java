package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who sends without waiting for answers loses nothing. */
@ExtendWith(BlockedEventLoops.class)
class FloodTest {

  private static final int POSTS = 2000;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void postsSentWithoutReadingKeepTheirOrder() throws IOException {
    ChatClient witness = parley.join(room, "Witness");
    RawSocket flood = parley.joinRaw(room, "Flood");
    for (int i = 1; i <= POSTS; i++) {
      flood.sendText(Json.message("Message " + i));
    }
    for (int i = 1; i <= POSTS; i++) {
      JsonNode message = flood.await("message");
      assertThat(message.get("content").asText()).isEqualTo("Message " + i);
      assertThat(message.get("seq").asLong()).isEqualTo(i);
    }
    assertThat(Json.seqs(witness.await("message", POSTS)))
        .isEqualTo(LongStream.rangeClosed(1, POSTS).boxed().toList());
  }

  @Test
  void postsInOnePieceWithOtherFramesKeepTheirOrder() throws IOException {
    RawSocket flood = parley.joinRaw(room, "Flood");
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (int i = 1; i <= POSTS; i++) {
      piece.writeBytes(RawSocket.frame(0x81, Json.message("Message " + i).getBytes()));
      piece.writeBytes(RawSocket.frame(0x81, Json.object("type", "typing").getBytes()));
      piece.writeBytes(RawSocket.frame(0x8A));
    }
    flood.send(piece.toByteArray());
    for (int i = 1; i <= POSTS; i++) {
      assertThat(flood.await("message").get("content").asText()).isEqualTo("Message " + i);
    }
    assertThat(parley.rest().history(room)).hasSize(POSTS);
  }
}
