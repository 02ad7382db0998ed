package dev.parley.flow;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who pings and reads nothing is gone before long; rates are lifted here. */
@ExtendWith(BlockedEventLoops.class)
class MuteClientTest {
  private static final int SMALL_BUFFER = 4096;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              // so large that it is not what ends it
              "limits.outbox-bytes", "64MiB"));

  private final String room = parley.makeRoom();
  private final ChatClient ann = parley.join(room, "Ann");

  @Test
  void whoPingsAndReadsNoAnswersIsLetGoOf() throws IOException {
    RawSocket mute = mute();
    byte[] ping = RawSocket.frame(0x80 | RawSocket.PING, new byte[125]);
    // more answers than the system's buffers hold
    for (int i = 0; i < 200_000; i++) {
      mute.send(ping);
    }
    ann.await("leave", "Mute");
  }

  private RawSocket mute() throws IOException {
    return parley.track(
        RawSocket.open(parley.port(), SMALL_BUFFER, ChatClient.target(room, "Mute")));
  }
}
