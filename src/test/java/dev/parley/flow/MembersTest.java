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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who gets what: messages go to all, typing to the others, join and leave to everybody there. */
@ExtendWith(BlockedEventLoops.class)
class MembersTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void aMessageGoesToEveryMemberTheSenderIncluded() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.say("Hello!");
    JsonNode message = ann.await("message");
    assertThat(bob.next()).isEqualTo(message);
  }

  @Test
  void aMessageIsStoredWhenItIsSeen() {
    ChatClient ann = parley.join(room, "Ann");
    for (int i = 1; i <= 50; i++) {
      ann.say("Message " + i);
      JsonNode seen = ann.await("message");
      JsonNode newest =
          parley.rest().get("/api/chat/rooms/" + room + "/messages?limit=1").json().get(0);
      assertThat(newest.get("id")).isEqualTo(seen.get("id"));
    }
  }

  @Test
  void typingGoesToTheOthersOnly() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient annsOtherTab = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.await("join", "Bob");
    annsOtherTab.await("join", "Bob");
    ann.type();
    assertThat(bob.next().get("type").asText()).isEqualTo("typing");
    bob.say("I see");
    assertThat(ann.next().get("type").asText()).isEqualTo("message");
    assertThat(annsOtherTab.next().get("type").asText()).isEqualTo("message");
  }

  @Test
  void typingIsNotStored() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.type();
    bob.await("typing");
    assertThat(parley.rest().history(room)).isEmpty();
  }

  @Test
  void theOwnJoinIsTheFirstFrameOfANewcomer() {
    ChatClient ann = parley.join(room, "Ann");
    for (int i = 0; i < 20; i++) {
      ann.say("Noise " + i);
      ann.type();
    }
    ChatClient bob = parley.connect(ChatClient.target(room, "Bob"));
    JsonNode first = bob.next();
    assertThat(first.get("type").asText()).isEqualTo("join");
    assertThat(first.get("username").asText()).isEqualTo("Bob");
    assertThat(ann.await("join")).isEqualTo(first);
  }

  @Test
  void theOwnJoinIsTheFirstFrameAlsoForWhoTalksAtOnce() throws IOException {
    for (int i = 0; i < 20; i++) {
      String target = ChatClient.target(parley.makeRoom(), "Ann");
      RawSocket hasty = parley.track(RawSocket.open(parley.port(), target));
      hasty.sendText("{");
      hasty.sendText(Json.message("Hello!"));
      assertThat(Json.parse(hasty.read().text()).get("type").asText()).isEqualTo("join");
      assertThat(hasty.await("error").get("code").asText()).isEqualTo("invalid_json");
      assertThat(hasty.await("message").get("content").asText()).isEqualTo("Hello!");
    }
  }

  @Test
  void nothingIsMissingOrDoubledForWhoJoinsInTheMiddle() {
    ChatClient ann = parley.join(room, "Ann");
    ann.say("Before");
    for (int round = 1; round <= 20; round++) {
      IntStream.range(0, 5).forEach(i -> ann.say("Noise " + i));
      ChatClient bob = parley.connect(ChatClient.target(room, "Bob " + round));
      assertThat(bob.next().get("type").asText()).isEqualTo("join");
      ann.say("Last of the round");
      List<Long> seen = new ArrayList<>();
      while (seen.isEmpty() || seen.get(seen.size() - 1) < 1 + round * 6L) {
        seen.add(bob.await("message").get("seq").asLong());
      }
      assertThat(seen)
          .isEqualTo(LongStream.rangeClosed(seen.get(0), 1 + round * 6L).boxed().toList());
      bob.leave();
    }
  }

  @Test
  void oneNameInTwoTabsIsOnePerson() {
    ChatClient bob = parley.join(room, "Bob");
    ChatClient tab = parley.join(room, "Ann");
    ChatClient otherTab = parley.join(room, "Ann");
    assertThat(parley.rest().online(room)).containsExactly("Bob", "Ann");
    tab.leave();
    otherTab.say("Still here");
    otherTab.await("message");
    otherTab.leave();
    assertThat(Json.texts(List.of(bob.next(), bob.next(), bob.next()), "type"))
        .containsExactly("join", "message", "leave");
    assertThat(parley.rest().online(room)).containsExactly("Bob");
  }

  @Test
  void theNameIsTrimmed() {
    ChatClient ann = parley.connect(ChatClient.target(room, "  Ann\t"));
    assertThat(ann.next().get("username").asText()).isEqualTo("Ann");
  }

  @Test
  void whoLeavesIsNoLongerTold() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    bob.leave();
    ann.await("leave");
    ann.say("Among us");
    ann.await("message");
    assertThat(bob.rest()).noneMatch(frame -> frame.get("type").asText().equals("message"));
  }
}
