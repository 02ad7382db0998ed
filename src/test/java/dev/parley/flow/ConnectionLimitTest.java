package dev.parley.flow;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RawSocket;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The most sockets at the same time, here two. */
@ExtendWith(BlockedEventLoops.class)
class ConnectionLimitTest {

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.connections", "2"));

  private final String room = parley.makeRoom();

  @Test
  void oneSocketTooManyIsRefusedUntilAnotherIsClosed() throws IOException {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    upgrade(ChatClient.target(room, "Cyd")).isProblem(503, "too_many_connections");
    bob.leave();
    ann.await("leave");
    ChatClient cyd = parley.join(room, "Cyd");
    cyd.say("There is room for me");
    cyd.await("message");
    cyd.leave();
    ann.leave();
  }

  @Test
  void aPlaceIsFreeAgainHoweverItsSocketEnded() throws IOException {
    ChatClient ann = parley.join(room, "Ann");
    for (int i = 0; i < 5; i++) {
      RawSocket.join(parley.port(), room, "Cut").cut();
      ann.await("leave");
      RawSocket.join(parley.port(), room, "Reset").reset();
      ann.await("leave");
      ChatClient binary = parley.join(room, "Binary");
      binary.sendBinary((byte) 1);
      ann.await("leave");
    }
    ann.leave();
  }

  @Test
  void whoIsTurnedAwayTakesNoPlace() throws IOException {
    for (int i = 0; i < 5; i++) {
      parley.connect(ChatClient.target("nothing", "Ann")).awaitClose();
      parley.connect(ChatClient.target(room, " ")).awaitClose();
      upgrade("/ws/chat/" + room + "?username=%zz").isProblem(400, "invalid_parameter");
    }
    parley.join(room, "Ann").leave();
  }

  private RestAnswer upgrade(String target) throws IOException {
    return RawHttp.sendLines(
        parley.port(),
        "GET " + target + " HTTP/1.1",
        "Host: 127.0.0.1:" + parley.port(),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }
}
