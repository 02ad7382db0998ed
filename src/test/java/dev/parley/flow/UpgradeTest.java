package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ChatClient.Closed;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect, and what a page is told if it may not. */
@ExtendWith(BlockedEventLoops.class)
class UpgradeTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ws/chat/01890000-0000-7000-8000-000000000000?username=Ann",
        "/ws/chat/General?username=Ann",
        "/ws/chat/?username=Ann",
        "/ws/chat/1-1-1-1-1?username=Ann",
        "/ws/chat/%00?username=Ann"
      })
  void anUnknownRoomClosesAtOnceWith4504AndAReason(String target) {
    Closed closed = parley.connect(target).awaitClose();
    assertThat(closed.code()).isEqualTo(4504);
    assertThat(closed.reason()).isNotBlank();
  }

  @Test
  void aDeletedRoomIsUnknown() {
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    assertThat(parley.connect(ChatClient.target(room, "Ann")).awaitClose().code()).isEqualTo(4504);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?username",
        "?username=",
        "?user=Ann",
        "?username=%20",
        "?username=%20%09%20",
        "?username=%E2%80%8B",
        "?username=A%00nn",
        "?username=A%0Ann",
        "?username=%7FAnn",
        "?username=A%E2%80%AEnn"
      })
  void aMissingOrUnusableNameClosesAtOnceWith4500AndAReason(String query) {
    Closed closed = parley.connect("/ws/chat/" + room + query).awaitClose();
    assertThat(closed.code()).isEqualTo(4500);
    assertThat(closed.reason()).isNotBlank();
  }

  @Test
  void anAddressThatCannotBeDecodedIsNotUpgraded() throws IOException {
    upgrade("?username=%zz", "Connection: Upgrade").isProblem(400, "invalid_parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\uD83D\uDE00"})
  void aNameHasAtMost64Characters(String character) {
    String longest = character.repeat(64);
    ChatClient client = parley.connect(ChatClient.target(room, longest));
    assertThat(client.next().get("username").asText()).isEqualTo(longest);
    ChatClient tooLong = parley.connect(ChatClient.target(room, longest + character));
    assertThat(tooLong.awaitClose().code()).isEqualTo(4500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Ann Lee", "Zoë", "علي", "<b>Ann</b>", "a&b=c", "100%", "+", "\uD83D\uDE00"})
  void aGoodNameIsKeptToTheLetter(String name) {
    ChatClient client = parley.connect(ChatClient.target(room, name));
    JsonNode join = client.next();
    assertThat(join.get("username").asText()).isEqualTo(name);
    assertThat(join.get("content").asText()).isEqualTo(name + " joined the room");
    assertThat(parley.rest().online(room)).containsExactly(name);
  }

  @Test
  void whoIsTurnedAwayIsNotSeenInTheRoom() {
    ChatClient ann = parley.join(room, "Ann");
    parley.connect("/ws/chat/" + room + "?username=").awaitClose();
    ann.say("Alone");
    assertThat(ann.next().get("type").asText()).isEqualTo("message");
  }

  @Test
  void withoutAnUpgradeTheAddressSaysSo() {
    RestAnswer answer = parley.rest().get("/ws/chat/" + room + "?username=Ann");
    answer.isProblem(426, "upgrade_required");
    assertThat(answer.header("Upgrade")).isEqualTo("websocket");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-WebSocket-Version: 8, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Connection: Upgrade",
    "X: y, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Connection: Upgrade",
    "Sec-WebSocket-Version: 13, X: y, Connection: Upgrade",
    "Sec-WebSocket-Version: 13, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Connection: close"
  })
  void aBrokenUpgradeIsRefused(String first, String second, String third) throws IOException {
    RawHttp.sendLines(
            parley.port(),
            "GET " + ChatClient.target(room, "Ann") + " HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            first,
            second,
            third)
        .isProblem(400, "invalid_upgrade");
  }

  private RestAnswer upgrade(String query, String... headers) throws IOException {
    return RawHttp.sendLines(
        parley.port(),
        "GET /ws/chat/" + room + query + " HTTP/1.1",
        "Host: x",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        String.join("\r\n", headers));
  }
}
