package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message under a nonce is stored once, whichever way and however often it comes. */
@ExtendWith(BlockedEventLoops.class)
class IdempotencyTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void aRetryIsAcknowledgedWithTheFirstAndShownToNobodyAgain() {
    FullClient ann = parley.full("Ann", room);
    FullClient bob = parley.full("Bob", room);
    ChatClient plain = parley.join(room, "Plain");
    bob.untilPong();
    ann.post(room, "Once", "n-1");
    JsonNode first = ann.await("ack");
    ann.untilPong();
    ann.post(room, "Changed", "n-1");
    isDuplicate(ann.await("ack"), first);
    assertThat(ann.untilPong()).isEmpty();
    assertThat(Json.texts(bob.untilPong(), "content")).containsExactly("Once");
    assertThat(Json.texts(plain.rest(), "content")).containsExactly("Once");
  }

  @Test
  void aRetryOverASecondSocketIsTheSameMessage() {
    FullClient ann = parley.full("Ann", room);
    ann.post(room, "Once", "n-1");
    JsonNode first = ann.await("ack");
    ann.close();
    FullClient again = parley.full("Ann", room);
    again.post(room, "Once", "n-1");
    isDuplicate(again.await("ack"), first);
    assertThat(parley.rest().history(room)).hasSize(1);
  }

  @Test
  void aRetryAfterARestartIsTheSameMessage(@TempDir Path kept) {
    String there;
    JsonNode first;
    try (ParleyServer server = ParleyServer.start(kept);
        FullClient ann = FullClient.connect(server.port(), "Ann")) {
      there = new Rest(server.port()).makeRoom("Kept");
      ann.subscribe(there);
      ann.post(there, "Once", "n-1");
      first = ann.await("ack");
    }
    try (ParleyServer server = ParleyServer.start(kept);
        FullClient ann = FullClient.connect(server.port(), "Ann")) {
      ann.subscribe(there);
      ann.post(there, "Once", "n-1");
      isDuplicate(ann.await("ack"), first);
      assertThat(new Rest(server.port()).history(there)).hasSize(1);
    }
  }

  @Test
  void theSameNonceOfAnotherPersonOrRoomIsAnotherMessage() {
    String other = parley.makeRoom();
    FullClient ann = parley.full("Ann", room);
    ann.subscribe(other);
    FullClient bob = parley.full("Bob", room);
    ann.post(room, "Ann's", "n-1");
    ann.post(other, "Elsewhere", "n-1");
    assertThat(ann.await("ack", 2)).noneMatch(ack -> ack.has("duplicate"));
    bob.post(room, "Bob's", "n-1");
    assertThat(bob.await("ack").has("duplicate")).isFalse();
    assertThat(Json.texts(parley.rest().history(room), "content"))
        .containsExactly("Ann's", "Bob's");
    assertThat(Json.texts(parley.rest().history(other), "content")).containsExactly("Elsewhere");
  }

  @Test
  void repeatsInOneGoAreStoredOnceAndEachIsAcknowledged() {
    FullClient ann = parley.full("Ann", room);
    for (int i = 0; i < 100; i++) {
      ann.post(room, "Many times", "n-1");
    }
    List<JsonNode> acks = ann.await("ack", 100);
    assertThat(Json.texts(acks, "id").stream().distinct()).hasSize(1);
    assertThat(acks).filteredOn(ack -> !ack.has("duplicate")).hasSize(1);
    assertThat(parley.rest().history(room)).hasSize(1);
  }

  @Test
  void aRequestWithAKeyIsCarriedOutOnceWithAndWithoutQuotes() {
    JsonNode first = post("Ann", "Once", "key-1").isJson(201);
    assertThat(first.get("nonce").asText()).isEqualTo("key-1");
    assertThat(post("Ann", "Once", "key-1").isJson(200)).isEqualTo(first);
    assertThat(post("Ann", "Changed", "\"key-1\"").isJson(200)).isEqualTo(first);
    assertThat(post("Bob", "Bob's", "key-1").isJson(201)).isNotEqualTo(first);
    assertThat(Json.texts(parley.rest().history(room), "content")).containsExactly("Once", "Bob's");
  }

  @Test
  void aRequestWithoutAKeyIsCarriedOutEachTime() {
    String path = "/api/chat/rooms/" + room + "/messages";
    String body = Json.object("username", "Ann", "content", "Again");
    JsonNode first = parley.rest().post(path, body).isJson(201);
    assertThat(first.has("nonce")).isFalse();
    assertThat(parley.rest().post(path, body).isJson(201)).isNotEqualTo(first);
    assertThat(parley.rest().history(room)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "a b", "ä", "\"n-1", "n-1\"", "'n-1'", "n,1", "TOO_LONG"})
  void aBadKeyIsRefusedAndNothingIsStored(String key) {
    String sent = key.equals("TOO_LONG") ? "x".repeat(65) : key;
    // half a pair of quotes is no text, as the contract's headers are written
    boolean half = key.startsWith("\"n") || key.endsWith("1\"");
    post("Ann", "Never", sent).isProblem(400, half ? "invalid_parameter" : "invalid_nonce");
    assertThat(parley.rest().history(room)).isEmpty();
  }

  @Test
  void requestsAndFramesShareTheirNonces() {
    FullClient ann = parley.full("Ann", room);
    JsonNode byRest = post("Ann", "By REST", "n-1").isJson(201);
    JsonNode shown = ann.await("message");
    assertThat(shown.get("id")).isEqualTo(byRest.get("id"));
    ann.post(room, "By REST", "n-1");
    isDuplicate(ann.await("ack"), byRest);
    ann.post(room, "By frame", "n-2");
    JsonNode ack = ann.await("ack");
    assertThat(post("Ann", "By frame", "n-2").isJson(200).get("id")).isEqualTo(ack.get("id"));
    ChatClient plain = parley.join(room, "Ann");
    plain.say("By frame", "n-2");
    assertThat(plain.await("message").get("id")).isEqualTo(ack.get("id"));
    assertThat(parley.rest().history(room)).hasSize(2);
  }

  private RestAnswer post(String author, String content, String key) {
    return parley
        .rest()
        .sendBody(
            "POST",
            "/api/chat/rooms/" + room + "/messages",
            Json.object("username", author, "content", content),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            key);
  }

  private static void isDuplicate(JsonNode ack, JsonNode first) {
    assertThat(ack.get("duplicate").asBoolean()).isTrue();
    for (String field : List.of("id", "seq", "timestamp", "nonce", "room_id")) {
      assertThat(ack.get(field)).as(field).isEqualTo(first.get(field));
    }
  }
}
