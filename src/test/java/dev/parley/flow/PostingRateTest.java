package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Rooms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How fast a person may post: five at once, then one a second. */
@ExtendWith(BlockedEventLoops.class)
class PostingRateTest {

  private static final int BURST = 5;
  private static final int MORE_THAN_ENOUGH = 200;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.messages-per-second", "1",
              "limits.messages-burst", "5",
              "bridge.tcp.enabled", "true",
              "bridge.tcp.port", "0"));

  private final String room = parley.makeRoom();

  // the rate is a person's, and one server has all these tests
  private final String ann = "Ann " + UUID.randomUUID();
  private final String bob = "Bob " + UUID.randomUUID();

  @Test
  void whatIsTooMuchIsRefusedAndTakenAgainAfterTheTimeThatWasSaid() throws Exception {
    FullClient client = parley.full(ann, room);
    JsonNode error = postUntilRefused(client);
    assertThat(Json.fields(error))
        .containsExactly("type", "room_id", "nonce", "code", "message", "retryable", "retry_after");
    assertThat(error.get("code").asText()).isEqualTo("rate_limited");
    assertThat(error.get("room_id").asText()).isEqualTo(room);
    assertThat(error.get("retryable").asBoolean()).isTrue();
    double seconds = error.get("retry_after").asDouble();
    assertThat(seconds).isBetween(0.0, 1.0);
    later(seconds);
    String nonce = error.get("nonce").asText();
    client.post(room, "Again", nonce);
    JsonNode ack = client.await("ack");
    assertThat(ack.get("nonce").asText()).isEqualTo(nonce);
    assertThat(ack.has("duplicate")).as("the refused one was not stored").isFalse();
    assertThat(parley.rest().history(room)).hasSize((int) ack.get("seq").asLong());
  }

  @Test
  void twoSocketsOfAPersonShareItsRateInBothProtocolsAndOverRest() {
    FullClient client = parley.full(ann, room);
    postUntilRefused(client);
    FullClient other = parley.full(ann, room);
    JsonNode refused = firstAnswer(other);
    ChatClient plain = parley.join(room, ann);
    plain.say("Plain", "n-1");
    JsonNode error = plain.await("error");
    assertThat(refused.get("code").asText()).isEqualTo("rate_limited");
    assertThat(error.get("code").asText()).isEqualTo("rate_limited");
    assertThat(error.get("retry_after").asDouble()).isPositive();
    assertThat(error.get("nonce").asText()).isEqualTo("n-1");
    RestAnswer rest = post(ann);
    rest.isProblem(429, "rate_limited");
    assertThat(rest.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void otherPeopleAreNotAffected() {
    FullClient client = parley.full(ann, room);
    postUntilRefused(client);
    FullClient other = parley.full(bob, room);
    for (int i = 0; i < BURST; i++) {
      assertThat(firstAnswer(other).get("type").asText()).isEqualTo("ack");
    }
    post("Cid " + ann.substring(4)).hasStatus(201);
  }

  @Test
  void whoGoesOnAllTheSameIsClosedWith4008AndMayComeBack() {
    FullClient client = parley.full(ann, room);
    FullClient witness = parley.full(bob, room);
    for (int i = 0; i < 10 * BURST; i++) {
      client.post(room, "On and on");
    }
    assertThat(client.awaitClose().code()).isEqualTo(4008);
    List<JsonNode> errors = client.rest();
    errors.removeIf(frame -> !frame.get("type").asText().equals("error"));
    assertThat(errors).as("told before").hasSizeGreaterThanOrEqualTo(BURST);
    assertThat(Json.texts(errors, "code")).containsOnly("rate_limited");
    assertThat(Json.texts(witness.await("presence").get("left"))).containsExactly(ann);
    parley.full(ann, room).untilPong();
  }

  @Test
  void aPlainSocketThatGoesOnIsClosedWith4008Too() {
    ChatClient client = parley.join(room, ann);
    for (int i = 0; i < 10 * BURST; i++) {
      client.say("On and on");
    }
    assertThat(client.awaitClose().code()).isEqualTo(4008);
    assertThat(Json.texts(client.rest(), "code")).contains("rate_limited");
  }

  @Test
  void whoeverJoinsAndLeavesInTurnsIsHeldToTheRate() {
    Account owner = parley.account("Owner " + UUID.randomUUID());
    Account person = parley.account("Muted " + UUID.randomUUID());
    String theirs = Rooms.of(owner).make();
    Rooms.of(owner).mute(theirs, person.name(), 60).hasStatus(204);
    Rooms rooms = Rooms.of(person);
    isRefusedSoon(() -> rooms.join(theirs), () -> rooms.leave(theirs));
    assertThat(rooms.log(theirs)).hasSizeLessThan(MORE_THAN_ENOUGH);
  }

  @Test
  void guestsWhoChangeTheirNamesChangeARoomNoFaster() {
    AtomicInteger count = new AtomicInteger();
    Rooms guests = Rooms.of(parley.rest());
    isRefusedSoon(
        () ->
            guests.change(
                room,
                Json.object(
                    "topic", "No " + count.incrementAndGet(), "username", "Guest " + count)));
  }

  @Test
  void clientsOfBridgesAreHeldToTheSameRate() throws IOException {
    Account person = parley.account("Bridged " + UUID.randomUUID());
    String theirs = Rooms.of(parley.account("Owner " + UUID.randomUUID())).make();
    BridgeSocket bridge = parley.track(new BridgeSocket(parley.bridgePort()));
    String bearer = "Bearer " + parley.server().token(person, "read write").value();
    bridge.ask("chat.session", Json.object("Authorization", bearer), "{}");
    String answer = "";
    for (int i = 0; i < MORE_THAN_ENOUGH && !answer.contains("rate_limited"); i++) {
      String action = i % 2 == 0 ? "join" : "leave";
      answer =
          bridge.ask("chat.members", Json.object("action", action, "room_id", theirs)).toString();
    }
    assertThat(answer).contains("rate_limited");
  }

  @SafeVarargs
  private static void isRefusedSoon(Supplier<RestAnswer>... inTurns) {
    int done = 0;
    RestAnswer answer = inTurns[0].get();
    while (answer.status() != 429) {
      done++;
      assertThat(done).as("at one a second, and not refused").isLessThan(MORE_THAN_ENOUGH);
      answer = inTurns[done % inTurns.length].get();
    }
    answer.isProblem(429, "rate_limited");
  }

  /** Posts one by one; the burst at least is taken. */
  private JsonNode postUntilRefused(FullClient client) {
    JsonNode answer = firstAnswer(client);
    int taken = 0;
    while (answer.get("type").asText().equals("ack")) {
      taken++;
      assertThat(taken).as("at one a second, and not refused").isLessThan(MORE_THAN_ENOUGH);
      answer = firstAnswer(client);
    }
    assertThat(taken).isGreaterThanOrEqualTo(BURST);
    return answer;
  }

  private JsonNode firstAnswer(FullClient client) {
    client.post(room, "Hello!");
    JsonNode frame = client.next();
    while (!List.of("ack", "error").contains(frame.get("type").asText())) {
      frame = client.next();
    }
    return frame;
  }

  private RestAnswer post(String author) {
    return parley
        .rest()
        .post(
            "/api/chat/rooms/" + room + "/messages",
            Json.object("username", author, "content", "By REST"));
  }

  /** What the server said to wait for is what is tested here. */
  private static void later(double seconds) throws Exception {
    long millis = (long) Math.ceil(seconds * 1000);
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
        .get();
  }
}
