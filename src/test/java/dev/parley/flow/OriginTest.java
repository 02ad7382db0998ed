package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other sites may not open sockets. */
@ExtendWith(BlockedEventLoops.class)
class OriginTest {

  private static final String ALLOWED = "https://chat.example.org";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("http.allowed-origins", ALLOWED));

  private final String room = parley.makeRoom();

  @Test
  void theServersOwnPagesMay() {
    String own = "http://127.0.0.1:" + parley.port();
    ChatClient ann = parley.connect(ChatClient.target(room, "Ann"), "Origin", own);
    assertThat(ann.next().get("type").asText()).isEqualTo("join");
  }

  @Test
  void anAllowedOriginMay() {
    ChatClient ann = parley.connect(ChatClient.target(room, "Ann"), "Origin", ALLOWED);
    assertThat(ann.next().get("type").asText()).isEqualTo("join");
  }

  @Test
  void aProgramThatSendsNoOriginMay() {
    assertThat(parley.join(room, "Ann").rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        "http://localhost:8000",
        "http://chat.example.org.evil.example",
        "https://chat.example.org:444",
        "http://chat.example.org",
        "file://",
        "nonsense",
        "http://[broken"
      })
  void anyOtherIsRefusedWith403(String origin) throws IOException {
    upgrade(origin).isProblem(403, "foreign_origin");
    assertThat(parley.rest().online(room)).isEmpty();
  }

  @Test
  void aRefusedOriginTakesNoPlace() throws IOException {
    for (int i = 0; i < 20; i++) {
      upgrade("https://evil.example").hasStatus(403);
    }
    assertThat(parley.join(room, "Ann").rest()).isEmpty();
  }

  private RestAnswer upgrade(String origin) throws IOException {
    return RawHttp.sendLines(
        parley.port(),
        "GET " + ChatClient.target(room, "Ann") + " HTTP/1.1",
        "Host: 127.0.0.1:" + parley.port(),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Origin: " + origin);
  }
}
