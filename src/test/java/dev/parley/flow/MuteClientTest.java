package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who reads nothing, whatever it sends, is gone before long; rates are lifted here. */
@ExtendWith(BlockedEventLoops.class)
class MuteClientTest {
  private static final int SMALL_BUFFER = 4096;

  /** With more answers than the system's buffers hold. */
  private static final int MOST_PINGS = 150_000;

  /** Of 32 KB each: more together than an outbox and the system's buffers. */
  private static final int MOST_MESSAGES = 5000;

  /** A close is given four seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              // so large that it is not what ends it
              "limits.outbox-bytes", "16MiB"));

  private final String room = parley.makeRoom();
  private final ChatClient ann = parley.join(room, "Ann");

  @Test
  void whoPingsAndReadsNoAnswersIsLetGoOf() throws IOException {
    RawSocket mute = mute();
    byte[] ping = RawSocket.frame(0x80 | RawSocket.PING, new byte[125]);
    int pings = 0;
    while (pings < MOST_PINGS && mute.takes(ping)) {
      pings++;
    }
    assertThat(pings).as("pings that were taken").isLessThan(MOST_PINGS);
    ann.await("leave", "Mute");
  }

  @Test
  void whoReadsNeitherMessagesNorTheCloseIsCutOff() throws Exception {
    RawSocket mute = mute();
    String large = "\uD83D\uDE00".repeat(8000);
    for (int posted = 0; posted < MOST_MESSAGES && !leaves(large); posted++) {
      // on, until an outbox is full
    }
    Instant patience = Instant.now().plus(PATIENCE);
    // a text that is cut short: nobody answers it, and it says whether there is a connection
    while (mute.takes((byte) 0x81)) {
      assertThat(Instant.now()).as("still connected").isBefore(patience);
      Thread.sleep(50);
    }
  }

  /** Posts once, and says whether it made the other one leave. */
  private boolean leaves(String content) {
    ann.say(content);
    for (JsonNode frame = ann.next(); ; frame = ann.next()) {
      String type = frame.get("type").asText();
      if (type.equals("leave")) {
        return true;
      }
      if (type.equals("message")) {
        return false;
      }
    }
  }

  private RawSocket mute() throws IOException {
    RawSocket mute =
        parley.track(RawSocket.open(parley.port(), SMALL_BUFFER, ChatClient.target(room, "Mute")));
    ann.await("join", "Mute");
    return mute;
  }
}
