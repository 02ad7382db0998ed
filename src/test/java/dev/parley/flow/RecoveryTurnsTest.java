package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody comes back to several rooms at once, and reads slowly. */
@ExtendWith(BlockedEventLoops.class)
class RecoveryTurnsTest {

  private static final int SMALL_BUFFER = 4096;

  /** Of 32 KB each: more together than an outbox takes. */
  private static final int MANY = 120;

  /** And far more than what the operating system takes besides. */
  private static final int FAR_TOO_MANY = 450;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.outbox-bytes", "128KiB",
              "limits.in-flight", "2",
              "socket.ping-interval", "300s",
              "http.idle-timeout", "600s"));

  private final String first = parley.makeRoom();
  private final String second = parley.makeRoom();
  private final String third = parley.makeRoom();
  private final FullClient writer = parley.full("Writer", first);

  @BeforeEach
  void subscribeToTheOthers() {
    writer.subscribe(second);
    writer.subscribe(third);
  }

  @Test
  void roomsAreRecoveredOneAfterTheOther() throws IOException {
    write(first, MANY);
    write(second, MANY);
    RawSocket slow = open();
    slow.sendText(FullFrames.subscribe(first, 0));
    slow.sendText(FullFrames.subscribe(second, 0));
    List<String> rooms = new ArrayList<>();
    for (int subscribed = 0; subscribed < 2; ) {
      JsonNode frame = Json.parse(slow.read().text());
      String room = frame.path("room_id").asText();
      if (rooms.isEmpty() || !rooms.get(rooms.size() - 1).equals(room)) {
        rooms.add(room);
      }
      subscribed += frame.get("type").asText().equals("subscribed") ? 1 : 0;
      if (rooms.size() < 2) {
        writer.ping(); // a while, in which the server could go on with the other
      }
    }
    assertThat(rooms).as("turns").containsExactlyInAnyOrder(first, second);
  }

  @Test
  void noMoreIsReadOfAClientThanItHasInFlight() throws IOException {
    write(first, FAR_TOO_MANY);
    RawSocket slow = open();
    slow.sendText(FullFrames.subscribe(first, 0));
    slow.await("message"); // or the second, which has nothing to recover, could be let in before
    slow.sendText(FullFrames.subscribe(second, 0));
    slow.sendText(FullFrames.subscribe(third, 0));
    // long enough for a subscribe that has been read
    for (int i = 0; i < 20; i++) {
      writer.postAll(third, List.of("hello"));
      assertThat(parley.rest().online(third)).as("time %d", i).containsExactly("Writer");
    }
    assertThat(parley.rest().online(second)).containsExactly("Writer", "Slow");
    while (!slow.await("subscribed").get("room_id").asText().equals(third)) {
      // what it waited for is done, and so it is read on
    }
  }

  private RawSocket open() throws IOException {
    String target = FullFrames.target("Slow");
    RawSocket slow = parley.track(RawSocket.open(parley.port(), SMALL_BUFFER, target));
    slow.await("hello");
    return slow;
  }

  /** A writer doesn't read what it writes fast enough for so small an outbox. */
  private void write(String room, int count) {
    String large = "\uD83D\uDE00".repeat(7990);
    for (int i = 0; i < count; i++) {
      writer.postAll(room, List.of(i + large));
    }
  }
}
