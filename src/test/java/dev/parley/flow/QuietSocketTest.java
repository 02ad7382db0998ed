package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who listens and says nothing stays: of sockets the heartbeat decides, not HTTP's time-out. */
@ExtendWith(BlockedEventLoops.class)
class QuietSocketTest {
  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("http.idle-timeout", "1s", "socket.ping-interval", "2500ms"));

  @Test
  void aSocketOnWhichNothingMovesOutlivesTheTimeOutOfHttp() throws IOException {
    String room = parley.makeRoom();
    try (RawSocket quiet = RawSocket.join(parley.port(), room, "Ann")) {
      // nothing goes either way until the ping, long after HTTP's time-out
      assertThat(quiet.read().opcode()).isEqualTo(RawSocket.PING);
      quiet.sendText("{\"type\":\"message\",\"content\":\"still here\"}");
      assertThat(quiet.await("message").get("content").asText()).isEqualTo("still here");
    }
  }
}
