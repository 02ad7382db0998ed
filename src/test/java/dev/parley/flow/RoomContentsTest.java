package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What REST says of a room's messages and members is what its sockets were told. */
@ExtendWith(BlockedEventLoops.class)
class RoomContentsTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();
  private final String room = parley.makeRoom();

  @Test
  void aMessageIsTheSameInTheHistoryAsOnTheSocket() {
    ChatClient ann = parley.join(room, "Ann");
    ann.say("Hello!");
    ObjectNode frame = (ObjectNode) ann.await("message");
    JsonNode history = rest.get("/api/chat/rooms/" + room + "/messages").isJson(200);
    assertThat(history).hasSize(1);
    assertThat(Json.fields(history.get(0)))
        .contains("id", "room_id", "seq", "username", "content", "timestamp");
    frame.remove("type");
    assertThat(history.get(0)).isEqualTo(frame);
  }

  @Test
  void anEmptyRoomHasAnEmptyHistory() {
    RestAnswer answer = rest.get("/api/chat/rooms/" + room + "/messages");
    assertThat(answer.isJson(200).isArray()).isTrue();
    assertThat(answer.json()).isEmpty();
    assertThat(answer.header("Link")).isNull();
  }

  @Test
  void nobodyIsOnlineInAnEmptyRoom() {
    JsonNode online = rest.get("/api/chat/rooms/" + room + "/online").isJson(200);
    assertThat(Json.fields(online)).containsExactly("room_id", "online_users");
    assertThat(online.get("room_id").asText()).isEqualTo(room);
    assertThat(online.get("online_users").isArray()).isTrue();
    assertThat(online.get("online_users")).isEmpty();
  }

  @Test
  void whoIsInARoomIsOnlineThereAndNowhereElse() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    assertThat(rest.online(room)).containsExactly("Ann", "Bob");
    assertThat(rest.online(parley.makeRoom())).isEmpty();
    ann.leave();
    bob.await("leave");
    assertThat(rest.online(room)).containsExactly("Bob");
  }

  @Test
  void messagesOfOneRoomAreNotInAnother() {
    String other = parley.makeRoom();
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(other, "Bob");
    ann.say("Here");
    ann.await("message");
    bob.say("There");
    assertThat(bob.next().get("content").asText()).isEqualTo("There");
    assertThat(Json.texts(rest.history(room), "content")).containsExactly("Here");
    assertThat(Json.texts(rest.history(other), "content")).containsExactly("There");
  }
}
