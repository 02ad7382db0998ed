package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client of the full protocol that reads too slowly: what is left out, and when it is closed. */
@ExtendWith(BlockedEventLoops.class)
class SlowReaderTest {

  private static final int SMALL_BUFFER = 4096;
  private static final int ENOUGH = 3000;

  /** Of 400 bytes each: more together than an outbox and the operating system take. */
  private static final int TYPINGS = 20_000;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.outbox-bytes",
              "64KiB",
              "limits.typing-interval",
              "0ms",
              "socket.ping-interval",
              "300s",
              "http.idle-timeout",
              "600s"));

  private final String room = parley.makeRoom();

  @Test
  void typingIsLeftOutAndTheClientStays() throws IOException {
    // before the flood: who comes in the middle of it may be told to try again
    FullClient writer = parley.full("Writer", room);
    RawSocket slow = join(FullFrames.subscribe(room));
    flood();
    int typings = 0;
    // what waits is read before the answer that is asked for now
    for (String type = type(slow); !type.equals("pong"); type = type(slow)) {
      typings += type.equals("typing") ? 1 : 0;
      if (typings == 100) {
        slow.sendText(FullFrames.ping());
      }
    }
    assertThat(typings).isBetween(100, TYPINGS - 1);
    writer.post(room, "Still there?");
    assertThat(slow.await("message").get("content").asText()).isEqualTo("Still there?");
  }

  @Test
  void typingLeavesHalfOfTheOutboxToMessages() throws IOException {
    FullClient writer = parley.full("Writer", room);
    RawSocket slow = join(FullFrames.subscribe(room));
    flood();
    String almostHalf = "\uD83D\uDE00".repeat(7000);
    writer.postAll(room, List.of(almostHalf));
    // with 4001 in its place, if typing had filled the outbox
    assertThat(slow.await("message").get("content").asText()).isEqualTo(almostHalf);
  }

  @Test
  void messagesAreNotLeftOutAndTheClientIsClosedWith4001AndRecovers() throws IOException {
    FullClient writer = parley.full("Writer", room);
    FollowedRoom followed = new FollowedRoom(room);
    RawSocket slow = join(followed.subscribe());
    postUntilItIsGone(writer);
    RawSocket.Frame frame = slow.read();
    for (; frame != null && frame.opcode() != RawSocket.CLOSE; frame = slow.read()) {
      followed.accept(Json.parse(frame.text()));
    }
    assertThat(frame).as("a close frame").isNotNull();
    assertThat(frame.closeCode()).isEqualTo(4001);

    List<JsonNode> log = parley.rest().history(room);
    assertThat(followed.position()).isPositive().isLessThan(log.size());
    FullClient back = parley.full("Slow");
    back.send(followed.subscribe());
    while (!followed.isLive()) {
      followed.accept(back.next());
    }
    followed.isTheLog(log);
  }

  private void flood() throws IOException {
    RawSocket typer = parley.track(RawSocket.full(parley.port(), "\uD83D\uDE00".repeat(64)));
    typer.sendText(FullFrames.subscribe(room));
    for (int i = 0; i < TYPINGS; i++) {
      typer.sendText(FullFrames.typing(room));
    }
    typer.sendText(FullFrames.ping());
    typer.await("pong");
  }

  private RawSocket join(String subscribe) throws IOException {
    String target = FullFrames.target("Slow");
    RawSocket slow = parley.track(RawSocket.open(parley.port(), SMALL_BUFFER, target));
    slow.await("hello");
    slow.sendText(subscribe);
    return slow;
  }

  private static String type(RawSocket socket) throws IOException {
    RawSocket.Frame frame = socket.read();
    assertThat(frame.opcode()).isNotEqualTo(RawSocket.CLOSE);
    return frame.opcode() == RawSocket.TEXT
        ? Json.parse(frame.text()).get("type").asText()
        : "ping";
  }

  /** Posts large messages one by one, each after the one before was acknowledged. */
  private void postUntilItIsGone(FullClient writer) {
    String large = "\uD83D\uDE00".repeat(8000);
    for (int posted = 0; posted < ENOUGH; posted++) {
      writer.post(room, large);
      for (JsonNode frame : writer.until("ack")) {
        if (Json.texts(frame.path("left")).contains("Slow")) {
          return;
        }
      }
    }
    throw new AssertionError("the slow client was never closed");
  }
}
