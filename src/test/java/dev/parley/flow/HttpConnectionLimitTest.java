package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The most TCP connections at the same time, here five; what they are used for is all the same. */
@ExtendWith(BlockedEventLoops.class)
class HttpConnectionLimitTest {

  private static final int MOST = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.http-connections", Integer.toString(MOST)));

  @Test
  void oneTooManyIsClosedAtOnceUntilAnotherHasGone() throws IOException {
    Deque<RawConnection> open = new ArrayDeque<>();
    for (int i = 0; i < MOST; i++) {
      open.push(open());
      assertThat(open.peek().answer(REQUEST)).startsWith("HTTP/1.1 200 ");
    }
    assertThat(open().answer(REQUEST)).isEmpty();
    for (RawConnection each : open) {
      assertThat(each.answer(REQUEST)).as("of one from before").startsWith("HTTP/1.1 200 ");
    }
    open.pop().close();
    open.push(served());
    open.pop().reset();
    open.push(served());
    assertThat(open().answer(REQUEST)).isEmpty();
  }

  @Test
  void aConnectionThatBecomesASocketKeepsItsPlaceAndGivesItBackOnce() throws IOException {
    Deque<RawConnection> open = new ArrayDeque<>();
    for (int i = 0; i < MOST; i++) {
      open.push(served());
    }
    String room = makeRoom(open.peek());
    for (RawConnection each : open) {
      assertThat(each.answer(upgrade(room))).startsWith("HTTP/1.1 101 ");
    }
    assertThat(open().answer(REQUEST)).isEmpty();
    open.pop().close();
    open.push(served());
    assertThat(open().answer(REQUEST)).isEmpty();
  }

  private static String makeRoom(RawConnection connection) throws IOException {
    String body = Json.object("name", "A room");
    String answer =
        connection.answer(
            "POST /api/chat/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
    assertThat(answer).startsWith("HTTP/1.1 201 ");
    return Json.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4)).get("id").asText();
  }

  private static String upgrade(String room) {
    return "GET "
        + ChatClient.target(room, "Ann")
        + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  /** The server may learn a little later than this one that a connection has gone. */
  private static RawConnection served() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    RawConnection connection = open();
    while (connection.answer(REQUEST).isEmpty()) {
      assertThat(System.nanoTime()).as("no place became free").isLessThan(deadline);
      connection.close();
      connection = open();
    }
    return connection;
  }

  private static RawConnection open() throws IOException {
    return parley.track(RawConnection.open(parley.port()));
  }
}
