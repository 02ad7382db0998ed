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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A ping is answered with how far everything was told; who is silent is given up. */
@ExtendWith(BlockedEventLoops.class)
class PingTest {

  private static final int INTERVAL_MS = 300;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of("socket.ping-interval", INTERVAL_MS + "ms", "socket.pong-timeout", "300ms"));

  private final String room = parley.makeRoom();

  @Test
  void aPongSaysWhatWasSentOfEachRoomBeforeIt() throws InterruptedException {
    String other = parley.makeRoom();
    String quiet = parley.makeRoom();
    FullClient ann = parley.full("Ann", room);
    ann.subscribe(other);
    ann.subscribe(quiet);
    FullClient writer = parley.full("Writer", room);
    writer.subscribe(other);
    Thread writing = new Thread(() -> write(writer, List.of(room, other)), "writing");
    writing.start();
    long toldOfRoom = 0;
    long toldOfOther = 0;
    for (int i = 0; i < 200 || toldOfRoom == 0; i++) {
      ann.send(FullFrames.ping());
      for (JsonNode frame = ann.next(); ; frame = ann.next()) {
        if (frame.get("type").asText().equals("message")) {
          toldOfRoom = frame.get("room_id").asText().equals(room) ? seq(frame) : toldOfRoom;
          toldOfOther = frame.get("room_id").asText().equals(other) ? seq(frame) : toldOfOther;
        } else if (frame.get("type").asText().equals("pong")) {
          JsonNode heads = frame.get("heads");
          assertThat(Json.fields(heads)).containsExactlyInAnyOrder(room, other, quiet);
          assertThat(heads.get(room).asLong()).isEqualTo(toldOfRoom);
          assertThat(heads.get(other).asLong()).isEqualTo(toldOfOther);
          assertThat(heads.get(quiet).asLong()).isZero();
          break;
        }
      }
    }
    writing.join();
    assertThat(toldOfRoom).isPositive();
  }

  @Test
  void whoIsSubscribedToNothingIsAnsweredToo() {
    assertThat(parley.full("Ann").ping()).isEqualTo(Json.parse("{\"type\":\"pong\",\"heads\":{}}"));
  }

  @Test
  void whoIsSilentIsPingedOnceAndThenClosedWith4002() throws IOException {
    RawSocket silent = parley.track(RawSocket.full(parley.port(), "Silent"));
    List<Integer> opcodes = new ArrayList<>();
    RawSocket.Frame frame = silent.read();
    while (frame.opcode() != RawSocket.CLOSE) {
      opcodes.add(frame.opcode());
      frame = silent.read();
    }
    assertThat(opcodes).containsExactly(RawSocket.PING);
    assertThat(frame.closeCode()).isEqualTo(4002);
  }

  @Test
  void whoOnlySendsPingFramesLivesAndIsNotPinged() throws IOException {
    RawSocket ann = parley.track(RawSocket.full(parley.port(), "Ann"));
    long end = System.nanoTime() + 5 * INTERVAL_MS * 1_000_000L;
    while (System.nanoTime() < end) {
      ann.sendText(FullFrames.ping());
      RawSocket.Frame frame = ann.read();
      assertThat(frame.opcode()).isEqualTo(RawSocket.TEXT);
      assertThat(Json.parse(frame.text()).get("type").asText()).isEqualTo("pong");
    }
  }

  @Test
  void whoAnswersTheServersPingsLives() throws IOException {
    RawSocket ann = parley.track(RawSocket.full(parley.port(), "Ann"));
    for (int pings = 0; pings < 4; pings++) {
      RawSocket.Frame frame = ann.read();
      assertThat(frame.opcode()).isEqualTo(RawSocket.PING);
      ann.send(RawSocket.PONG, true, frame.payload());
    }
    ann.sendText(FullFrames.ping());
    ann.await("pong");
  }

  private static void write(FullClient writer, List<String> rooms) {
    for (int i = 0; i < 500; i++) {
      writer.post(rooms.get(i % rooms.size()), "Message " + i);
    }
    writer.await("ack", 500);
  }

  private static long seq(JsonNode message) {
    return message.get("seq").asLong();
  }
}
