package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member that does not read is closed; the others notice nothing but that it has left. */
@ExtendWith(BlockedEventLoops.class)
class SlowMemberTest {

  private static final int ENOUGH = 3000;
  private static final int SMALL_BUFFER = 4096;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.outbox-bytes", "64KiB"));

  private final String room = parley.makeRoom();

  @Test
  void aMemberThatStopsReadingIsClosedWith4001AndTheOthersGetEverything() throws IOException {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    RawSocket slow = joinSlowly();
    long posted = postUntilItIsGone(ann);

    List<Long> slowSaw = new ArrayList<>();
    RawSocket.Frame frame = slow.read();
    while (frame != null && frame.opcode() != RawSocket.CLOSE) {
      JsonNode json = Json.parse(frame.text());
      if (json.get("type").asText().equals("message")) {
        slowSaw.add(json.get("seq").asLong());
      }
      frame = slow.read();
    }

    assertThat(frame).as("a close frame").isNotNull();
    assertThat(frame.closeCode()).isEqualTo(4001);
    assertThat(slowSaw).isEqualTo(range(slowSaw.size())).hasSizeLessThan((int) posted);
    assertThat(Json.seqs(bob.await("message", (int) posted))).isEqualTo(range(posted));
    assertThat(parley.rest().online(room)).containsExactly("Ann", "Bob");
  }

  @Test
  void itComesBackAndFindsWhatItMissed() throws IOException {
    ChatClient ann = parley.join(room, "Ann");
    RawSocket slow = joinSlowly();
    long posted = postUntilItIsGone(ann);
    slow.cut();
    ChatClient again = parley.join(room, "Slow");
    ann.say("Welcome back");
    assertThat(again.await("message").get("seq").asLong()).isEqualTo(posted + 1);
    assertThat(Json.seqs(parley.rest().history(room))).isEqualTo(range(posted + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D\uDE00", "\u0001", "\"", "\u20AC"})
  void theLargestMessageFitsIntoTheSmallestOutbox(String character) {
    ChatClient ann = parley.join(room, "Ann");
    String content = "x" + character.repeat(7999);
    for (int i = 0; i < 3; i++) {
      ann.say(content);
      assertThat(ann.await("message").get("content").asText()).isEqualTo(content);
    }
  }

  private RawSocket joinSlowly() throws IOException {
    String target = ChatClient.target(room, "Slow");
    RawSocket slow = parley.track(RawSocket.open(parley.port(), SMALL_BUFFER, target));
    slow.await("join");
    return slow;
  }

  /** Posts large messages one by one, each after the one before was seen; gives how many. */
  private static long postUntilItIsGone(ChatClient ann) {
    String large = "\uD83D\uDE00".repeat(8000);
    for (int posted = 0; posted < ENOUGH; posted++) {
      ann.say(large);
      JsonNode frame = ann.next();
      while (!frame.get("type").asText().equals("message")) {
        if (frame.get("type").asText().equals("leave")) {
          ann.await("message");
          return posted + 1;
        }
        frame = ann.next();
      }
    }
    throw new AssertionError("the slow member was never closed");
  }

  private static List<Long> range(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
