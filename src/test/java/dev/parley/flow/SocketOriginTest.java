package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser sends its cookie with every socket that a page opens, whatever page: where the page
 * comes from decides.
 */
@ExtendWith(BlockedEventLoops.class)
class SocketOriginTest {
  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("bridge.sockjs.enabled", "true", "access.mode", "members"));

  private static Account ann;
  private static String room;

  @BeforeAll
  static void signIn() {
    ann = parley.account("Ann");
    room = ann.rest().makeRoom("Room");
  }

  private static RestAnswer upgrade(String path, String... headers) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "GET " + path + " HTTP/1.1",
                "Host: 127.0.0.1:" + parley.port(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    lines.addAll(List.of(headers));
    return RawHttp.sendLines(parley.port(), lines.toArray(String[]::new));
  }

  @Test
  void aPageOfElsewhereOpensNoSocketWithTheCookie() throws IOException {
    String cookie = "Cookie: " + ann.cookie();
    for (String path :
        List.of("/ws/chat", "/ws/chat/" + room, "/eventbus/websocket", "/eventbus/0/a/websocket")) {
      for (String origin :
          List.of("https://evil.example", "null", "http://127.0.0.1:1", "http://localhost")) {
        assertThat(upgrade(path, cookie, "Origin: " + origin).status())
            .as("%s from %s", path, origin)
            .isEqualTo(403);
      }
      assertThat(upgrade(path, cookie, "Origin: http://127.0.0.1:" + parley.port()).status())
          .as(path)
          .isEqualTo(101);
    }
  }

  /** Otherwise a page could choose what is written into the answer's head. */
  @Test
  void noNameBreaksOutOfAHeader() throws IOException {
    for (String path :
        List.of(
            "/ws/chat?username=Ann%0D%0ASet-Cookie:%20evil=1",
            "/ws/chat/" + room + "?username=%0D%0ASet-Cookie:%20evil=1",
            "/api/chat/people/Ann%0D%0ASet-Cookie:%20evil=1",
            "/api/chat/people?query=%0D%0ASet-Cookie:%20evil=1",
            "/%0D%0ASet-Cookie:%20evil=1",
            "/docs%0D%0ASet-Cookie:%20evil=1")) {
      RestAnswer answer = upgrade(path, "Cookie: " + ann.cookie());
      assertThat(answer.header("Set-Cookie")).as(path).isNull();
      assertThat(answer.headers().map().values().toString()).doesNotContain("\r", "\n");
    }
  }
}
