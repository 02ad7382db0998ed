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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A nonce makes a retry harmless: what is sent again is not stored again. */
@ExtendWith(BlockedEventLoops.class)
class NonceTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void whatIsSentAgainOnAnotherConnectionIsTheSameMessage() {
    ChatClient tab = parley.join(room, "Ann");
    tab.say("Once", "n-1");
    JsonNode first = tab.await("message");
    ChatClient otherTab = parley.join(room, "Ann");
    otherTab.say("Once", "n-1");
    assertThat(otherTab.next()).isEqualTo(first);
    assertThat(parley.rest().history(room)).hasSize(1);
  }

  @Test
  void onlyWhoRepeatsGetsItAgain() {
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ann.say("Once", "n-1");
    JsonNode first = ann.await("message");
    ann.say("Once", "n-1");
    assertThat(ann.await("message")).isEqualTo(first);
    ann.say("Next");
    assertThat(Json.texts(bob.await("message", 2), "content")).containsExactly("Once", "Next");
    assertThat(Json.texts(ann.await("message", 1), "content")).containsExactly("Next");
  }

  @Test
  void theFirstContentStays() {
    ChatClient ann = parley.join(room, "Ann");
    ann.say("First", "n-1");
    ann.say("Changed", "n-1");
    assertThat(Json.texts(ann.await("message", 2), "content")).containsExactly("First", "First");
  }

  @Test
  void repeatsInOneGoAreStoredOnce() throws IOException {
    RawSocket ann = parley.joinRaw(room, "Ann");
    for (int i = 0; i < 100; i++) {
      ann.sendText(Json.message("Many times", "n-1"));
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ids.add(ann.await("message").get("id").asText());
    }
    assertThat(ids).hasSize(1);
    assertThat(parley.rest().history(room)).hasSize(1);
  }

  @Test
  void theSameNonceOfAnotherPersonOrRoomIsAnotherMessage() {
    String other = parley.makeRoom();
    ChatClient ann = parley.join(room, "Ann");
    ChatClient bob = parley.join(room, "Bob");
    ChatClient annElsewhere = parley.join(other, "Ann");
    ann.say("Ann's", "n-1");
    ann.await("message");
    bob.say("Bob's", "n-1");
    annElsewhere.say("Elsewhere", "n-1");
    assertThat(Json.texts(bob.await("message", 2), "content")).containsExactly("Ann's", "Bob's");
    assertThat(annElsewhere.next().get("content").asText()).isEqualTo("Elsewhere");
  }

  @Test
  void aRepeatTakesNoSeq() {
    ChatClient ann = parley.join(room, "Ann");
    for (String nonce : List.of("a", "a", "b", "a", "b", "c")) {
      ann.say("Message " + nonce, nonce);
    }
    assertThat(Json.seqs(ann.await("message", 6)))
        .containsExactlyInAnyOrder(1L, 1L, 1L, 2L, 2L, 3L);
    assertThat(Json.seqs(parley.rest().history(room))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aNonceHas1To64PlainCharacters() {
    ChatClient ann = parley.join(room, "Ann");
    String longest = "aZ09_-".repeat(11).substring(0, 64);
    ann.say("Longest", longest);
    assertThat(ann.next().get("nonce").asText()).isEqualTo(longest);
    ann.say("Longer", longest + "x");
    assertThat(ann.next().get("code").asText()).isEqualTo("invalid_nonce");
  }

  @Test
  void theHistoryTellsTheNonce() {
    ChatClient ann = parley.join(room, "Ann");
    ann.say("Once", "n-1");
    ann.await("message");
    assertThat(parley.rest().history(room).get(0).get("nonce").asText()).isEqualTo("n-1");
  }
}
