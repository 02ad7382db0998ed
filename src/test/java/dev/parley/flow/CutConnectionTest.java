package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Connections that end without a word, and those on which nobody answers any more. */
@ExtendWith(BlockedEventLoops.class)
class CutConnectionTest {

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("socket.ping-interval", "300ms", "socket.pong-timeout", "300ms"));

  private final String room = parley.makeRoom();
  private final ChatClient witness = parley.join(room, "Witness");

  @Test
  void whoIsCutOffHasLeft() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.cut();
    hasLeft("Ann");
  }

  @Test
  void whoseConnectionIsResetHasLeft() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.reset();
    hasLeft("Ann");
  }

  @Test
  void whoIsCutOffInTheMiddleOfAFrameHasLeft() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    byte[] frame = RawSocket.frame(0x81, Json.message("never sent to its end").getBytes());
    ann.send(Arrays.copyOf(frame, frame.length - 5));
    ann.cut();
    hasLeft("Ann");
    assertThat(parley.rest().history(room)).isEmpty();
  }

  @Test
  void whoIsCutOffWhileItsMessagesAreBeingStoredHasLeft() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    for (int i = 0; i < 100; i++) {
      ann.sendText(Json.message("Message " + i));
    }
    ann.reset();
    hasLeft("Ann");
  }

  @Test
  void whoAnswersNoPingIsDropped() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    List<Integer> opcodes = new ArrayList<>();
    RawSocket.Frame frame = ann.read();
    while (frame.opcode() != RawSocket.CLOSE) {
      opcodes.add(frame.opcode());
      frame = ann.read();
    }
    assertThat(opcodes).containsOnlyOnce(RawSocket.PING).containsOnly(RawSocket.PING);
    assertThat(frame.closeCode()).isEqualTo(4002);
    hasLeft("Ann");
  }

  @Test
  void whoAnswersPingsStays() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    for (int pings = 0; pings < 4; ) {
      RawSocket.Frame frame = ann.read();
      assertThat(frame.opcode()).isEqualTo(RawSocket.PING);
      ann.send(RawSocket.PONG, true, frame.payload());
      pings++;
    }
    assertThat(parley.rest().online(room)).contains("Ann");
  }

  @Test
  void whoKeepsTalkingIsNotPinged() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
    while (System.nanoTime() < end) {
      ann.sendText(Json.message("Talking"));
      RawSocket.Frame frame = ann.read();
      assertThat(frame.opcode()).isEqualTo(RawSocket.TEXT);
    }
  }

  @Test
  void aPingOfTheClientIsAnsweredWithItsContent() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    ann.send(RawSocket.PING, true, "are you there".getBytes());
    RawSocket.Frame frame = ann.read();
    while (frame.opcode() == RawSocket.PING) {
      frame = ann.read();
    }
    assertThat(frame.opcode()).isEqualTo(RawSocket.PONG);
    assertThat(frame.text()).isEqualTo("are you there");
  }

  /** The issue allows five seconds. */
  private void hasLeft(String name) {
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          JsonNode leave = witness.await("leave", name);
          assertThat(Json.texts(leave.get("online_users"))).containsExactly("Witness");
        });
    assertThat(parley.rest().online(room)).containsExactly("Witness");
  }
}
