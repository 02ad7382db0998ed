package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped and started again on the same folder goes on where it was. */
@ExtendWith(BlockedEventLoops.class)
class RestartTest {

  @TempDir Path data;

  @Test
  void roomsAndMessagesAreStillThereAndTheSeqGoesOn() {
    String room;
    JsonNode before;
    List<JsonNode> history;
    try (ParleyServer server = ParleyServer.start(data)) {
      Rest rest = new Rest(server.port());
      room = rest.makeRoom("Kept");
      try (ChatClient ann = join(server, room, "Ann")) {
        IntStream.rangeClosed(1, 10).forEach(i -> ann.say("Message " + i));
        ann.await("message", 10);
      }
      before = rest.get("/api/chat/rooms").json();
      history = rest.history(room);
    }
    try (ParleyServer server = ParleyServer.start(data)) {
      Rest rest = new Rest(server.port());
      assertThat(rest.get("/api/chat/rooms").json()).isEqualTo(before);
      assertThat(rest.history(room)).isEqualTo(history).hasSize(10);
      assertThat(rest.online(room)).isEmpty();
      try (ChatClient ann = join(server, room, "Ann")) {
        ann.say("Message 11");
        assertThat(ann.await("message").get("seq").asLong()).isEqualTo(11);
      }
    }
  }

  @Test
  void aRetryAfterARestartIsTheSameMessage() {
    String room;
    JsonNode first;
    try (ParleyServer server = ParleyServer.start(data)) {
      room = new Rest(server.port()).makeRoom("Kept");
      try (ChatClient ann = join(server, room, "Ann")) {
        ann.say("Once", "n-1");
        first = ann.await("message");
      }
    }
    try (ParleyServer server = ParleyServer.start(data);
        ChatClient ann = join(server, room, "Ann")) {
      ann.say("Once", "n-1");
      assertThat(ann.await("message")).isEqualTo(first);
      assertThat(new Rest(server.port()).history(room)).hasSize(1);
    }
  }

  @Test
  void aDeletedRoomStaysDeleted() {
    String room;
    try (ParleyServer server = ParleyServer.start(data)) {
      room = new Rest(server.port()).makeRoom("Short-lived");
      new Rest(server.port()).delete("/api/chat/rooms/" + room).hasStatus(204);
    }
    try (ParleyServer server = ParleyServer.start(data)) {
      new Rest(server.port()).get("/api/chat/rooms/" + room).isProblem(404, "room_not_found");
      assertThat(new Rest(server.port()).get("/api/chat/rooms").json()).isEmpty();
    }
  }

  @Test
  void stoppingTellsSocketsToComeBack() {
    ParleyServer server = ParleyServer.start(data);
    String room = new Rest(server.port()).makeRoom("Kept");
    try (ChatClient ann = join(server, room, "Ann")) {
      server.close();
      assertThat(ann.awaitClose().code()).isEqualTo(1012);
    }
  }

  private static ChatClient join(ParleyServer server, String room, String name) {
    ChatClient client = ChatClient.connect(server.port(), ChatClient.target(room, name));
    client.await("join");
    return client;
  }
}
