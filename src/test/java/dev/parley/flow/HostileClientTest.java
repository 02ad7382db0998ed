package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one client does with legal frames hurts nobody else. */
@ExtendWith(BlockedEventLoops.class)
class HostileClientTest {

  private static final int BURST = 64;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.typing-interval", "1m"));

  private final String room = parley.makeRoom();

  @Test
  void aBurstOfTheLargestMessagesCostsNobodyTheirSocket() {
    ChatClient ann = parley.join(room, "Ann");
    List<ChatClient> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      others.add(parley.join(room, "Reader " + i));
    }
    for (int i = 0; i < BURST; i++) {
      ann.say("\uD83D\uDE00".repeat(8000));
    }
    for (ChatClient other : others) {
      assertThat(other.await("message", BURST))
          .extracting(message -> message.get("seq").asInt())
          .containsExactlyElementsOf(IntStream.rangeClosed(1, BURST).boxed().toList());
    }
  }

  @Test
  void aFloodOfTypingReachesTheOthersOnce() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.await("join", "Bob");
    for (int i = 0; i < 500; i++) {
      ann.type();
    }
    ann.say("done");
    bob.await("typing");
    assertThat(bob.next().get("type").asText()).isEqualTo("message");
    ann.type();
    assertThat(bob.next().get("type").asText()).as("after a message").isEqualTo("typing");
  }

  @Test
  void aRepeatedMessageNeverOvertakesWhatCameBeforeIt() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient tab = parley.join(room, "Ann");
    for (int round = 0; round < 40; round++) {
      for (int i = 0; i < 5; i++) {
        ann.say("between", "between-" + round + "-" + i);
      }
      ann.say("twice", "twice-" + round);
      tab.say("twice", "twice-" + round);
    }
    ann.say("the end");
    int last = 0;
    for (JsonNode message = tab.await("message"); ; message = tab.await("message")) {
      int seq = message.get("seq").asInt();
      assertThat(seq).as("the next one, or one that was seen").isLessThanOrEqualTo(last + 1);
      last = Math.max(last, seq);
      if (message.get("content").asText().equals("the end")) {
        return;
      }
    }
  }
}
