package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ChatClient.Closed;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The end of a room, for those who are in it. */
@ExtendWith(BlockedEventLoops.class)
class DeletedRoomTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();
  private final String room = parley.makeRoom();

  @Test
  void deletingARoomClosesItsSocketsWith4504() throws IOException {
    List<ChatClient> members =
        IntStream.range(0, 10).mapToObj(i -> parley.join(room, "Person " + i)).toList();
    RawSocket raw = parley.joinRaw(room, "Raw");
    rest.delete("/api/chat/rooms/" + room).hasStatus(204);
    for (ChatClient member : members) {
      Closed closed = member.awaitClose();
      assertThat(closed.code()).isEqualTo(4504);
      assertThat(closed.reason()).isNotBlank();
    }
    assertThat(raw.awaitClose()).isEqualTo(4504);
  }

  @Test
  void theSocketsOfOtherRoomsStayOpen() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(parley.makeRoom(), "Bob");
    rest.delete("/api/chat/rooms/" + room).hasStatus(204);
    ann.awaitClose();
    bob.say("Still here");
    assertThat(bob.next().get("content").asText()).isEqualTo("Still here");
  }

  @Test
  void whoWritesAndJoinsMeanwhileIsClosedToo() throws IOException {
    RawSocket writer = parley.joinRaw(room, "Writer");
    CompletableFuture<Integer> writing = CompletableFuture.supplyAsync(() -> writeOn(writer));
    List<CompletableFuture<Integer>> joining =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> joinAndWait("Person " + i)))
            .toList();
    rest.delete("/api/chat/rooms/" + room).hasStatus(204);
    assertThat(writing.join()).isEqualTo(4504);
    joining.forEach(code -> assertThat(code.join()).isEqualTo(4504));
    rest.get("/api/chat/rooms/" + room + "/online").isProblem(404, "room_not_found");
  }

  private static int writeOn(RawSocket writer) {
    try {
      for (int i = 0; i < 500; i++) {
        writer.sendText(Json.message("Message " + i));
      }
      return writer.awaitClose();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private int joinAndWait(String name) {
    try (ChatClient client = ChatClient.connect(parley.port(), ChatClient.target(room, name))) {
      return client.awaitClose().code();
    }
  }
}
