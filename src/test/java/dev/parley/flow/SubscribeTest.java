package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rooms on one socket of the full protocol: which there are, and what comes of each. */
@ExtendWith(BlockedEventLoops.class)
class SubscribeTest {

  private static final String NO_ROOM = "01890000-0000-7000-8000-000000000000";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.subscriptions", "3"));

  private final String room = parley.makeRoom();

  @Test
  void subscribedSaysWhereTheLogStandsAndWhoIsThere() {
    parley.full("Jane", room).postAll(room, List.of("one", "two"));
    FullClient john = parley.full("John");
    JsonNode subscribed = john.subscribe(room);
    assertThat(Json.fields(subscribed))
        .containsExactly(
            "type", "room_id", "epoch", "head", "online_users", "recovered", "from", "to");
    assertThat(subscribed.get("room_id").asText()).isEqualTo(room);
    assertThat(subscribed.get("epoch"))
        .isEqualTo(parley.rest().get("/api/chat/rooms/" + room).json().get("epoch"));
    assertThat(Json.texts(subscribed.get("online_users"))).containsExactly("Jane", "John");
    assertThat(subscribed.get("recovered").asBoolean()).isFalse();
    for (String field : List.of("head", "from", "to")) {
      assertThat(subscribed.get(field).asLong()).as(field).isEqualTo(2);
    }
    assertThat(john.untilPong()).as("after it, and no history").isEmpty();
  }

  @Test
  void whoIsSubscribedToTwoRoomsGetsBothAndNothingOfAThird() {
    String other = parley.makeRoom();
    String third = parley.makeRoom();
    FullClient john = parley.full("John", room);
    john.subscribe(other);
    FullClient jane = parley.full("Jane", room);
    jane.subscribe(other);
    jane.subscribe(third);
    john.untilPong();
    for (String each : List.of(room, third, other, third, room)) {
      jane.post(each, "in " + each);
      jane.await("ack");
    }
    List<JsonNode> came = john.untilPong();
    assertThat(Json.texts(came, "type")).containsOnly("message");
    assertThat(Json.texts(came, "room_id")).containsExactly(room, other, room);
    assertThat(Json.texts(came, "content"))
        .containsExactly("in " + room, "in " + other, "in " + room);
    assertThat(Json.seqs(came)).containsExactly(1L, 1L, 2L);
  }

  @Test
  void whoUnsubscribesHasLeftAndGetsNothingMore() {
    FullClient john = parley.full("John", room);
    FullClient jane = parley.full("Jane", room);
    john.send(FullFrames.unsubscribe(room));
    assertThat(john.await("unsubscribed"))
        .isEqualTo(Json.parse(Json.object("type", "unsubscribed", "room_id", room)));
    assertThat(Json.texts(jane.await("presence").get("left"))).containsExactly("John");
    jane.post(room, "Among us");
    jane.await("ack");
    assertThat(john.untilPong()).isEmpty();
    assertThat(parley.rest().online(room)).containsExactly("Jane");
    john.post(room, "Let me in");
    assertThat(john.await("error").get("code").asText()).isEqualTo("not_subscribed");
  }

  @Test
  void unsubscribingWhatIsNotSubscribedIsNoHarm() {
    FullClient john = parley.full("John");
    for (String any : List.of(room, NO_ROOM)) {
      john.send(FullFrames.unsubscribe(any));
      assertThat(john.next().get("type").asText()).isEqualTo("unsubscribed");
    }
  }

  @Test
  void whoSubscribesAgainAfterUnsubscribingIsBack() {
    FullClient jane = parley.full("Jane", room);
    FullClient john = parley.full("John");
    for (int i = 1; i <= 20; i++) {
      john.send(FullFrames.subscribe(room));
      john.send(FullFrames.unsubscribe(room));
    }
    assertThat(Json.texts(john.subscribe(room).get("online_users"))).contains("Jane", "John");
    john.untilPong();
    jane.post(room, "Hello!");
    assertThat(john.await("message").get("content").asText()).isEqualTo("Hello!");
    assertThat(parley.rest().online(room)).containsExactly("Jane", "John");
  }

  @Test
  void whoSubscribesAgainIsNotThereTwiceAndDidNotLeave() {
    FullClient jane = parley.full("Jane", room);
    FullClient john = parley.full("John", room);
    jane.await("presence");
    for (int i = 0; i < 10; i++) {
      john.subscribe(room);
    }
    assertThat(jane.untilPong()).as("nobody came or went").isEmpty();
    jane.post(room, "Once");
    jane.await("ack");
    assertThat(Json.texts(john.untilPong(), "content")).containsExactly("Once");
    john.leave();
    assertThat(Json.texts(jane.await("presence").get("left"))).containsExactly("John");
  }

  @Test
  void aPersonInBothProtocolsAtOnceIsOnePerson() {
    ChatClient witness = parley.join(room, "Witness");
    FullClient fullWitness = parley.full("Full witness", room);
    witness.await("join");
    ChatClient plain = parley.join(room, "John");
    FullClient full = parley.full("John", room);
    plain.leave();
    assertThat(parley.rest().online(room)).containsExactly("Witness", "Full witness", "John");
    full.leave();
    assertThat(witness.next().get("type").asText()).isEqualTo("join");
    assertThat(witness.next().get("type").asText()).isEqualTo("leave");
    assertThat(Json.texts(fullWitness.await("presence").get("joined"))).containsExactly("John");
    assertThat(Json.texts(fullWitness.await("presence").get("left"))).containsExactly("John");
    assertThat(fullWitness.untilPong()).isEmpty();
    assertThat(parley.rest().online(room)).containsExactly("Witness", "Full witness");
  }

  @ParameterizedTest
  @CsvSource({
    "{'type':'subscribe'}, invalid_frame",
    "{'type':'subscribe';'room_id':7}, invalid_frame",
    "{'type':'subscribe';'room_id':'General'}, room_not_found",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000'}, room_not_found",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000';'since':-1}, invalid_frame",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000';'since':'1'}, invalid_frame",
    "{'type':'subscribe';'room_id':'01890000-0000-7000-8000-000000000000';'since':1.5}, invalid_frame",
    "{'type':'message';'room_id':'01890000-0000-7000-8000-000000000000';'content':'x';'nonce':'n'}, not_subscribed",
    "{'type':'message';'content':'x';'nonce':'n'}, invalid_frame",
    "{'type':'message';'room_id':'01890000-0000-7000-8000-000000000000';'content':'x'}, invalid_frame",
    "{'type':'typing';'room_id':'01890000-0000-7000-8000-000000000000'}, not_subscribed",
    "{'type':'typing'}, invalid_frame",
    "{'type':'join'}, unknown_type",
    "{'type':'message', invalid_json"
  })
  void whatIsNotRightIsAnsweredWithAnError(String frame, String code) {
    FullClient john = parley.full("John");
    john.send(frame.replace('\'', '"').replace(';', ','));
    JsonNode error = john.next();
    assertThat(error.get("type").asText()).isEqualTo("error");
    assertThat(error.get("code").asText()).isEqualTo(code);
    assertThat(error.get("message").asText()).isNotBlank();
    assertThat(error.get("retryable").asBoolean()).isFalse();
    assertThat(error.has("room_id")).isEqualTo(frame.contains("0189"));
    assertThat(error.has("nonce")).isEqualTo(frame.contains("nonce"));
  }

  @Test
  void oneRoomMoreThanTheLimitIsRefusedUntilAnotherIsGivenUp() {
    FullClient john = parley.full("John", room);
    john.subscribe(parley.makeRoom());
    john.subscribe(parley.makeRoom());
    String fourth = parley.makeRoom();
    john.send(FullFrames.subscribe(fourth));
    JsonNode error = john.await("error");
    assertThat(error.get("code").asText()).isEqualTo("too_many_subscriptions");
    assertThat(error.get("room_id").asText()).isEqualTo(fourth);
    assertThat(parley.rest().online(fourth)).isEmpty();
    john.subscribe(room); // again is not one more
    john.send(FullFrames.unsubscribe(room));
    john.subscribe(fourth);
    assertThat(parley.rest().online(fourth)).containsExactly("John");
  }

  @Test
  void roomsThatAreNotThereDoNotCount() {
    FullClient john = parley.full("John");
    for (int i = 0; i < 10; i++) {
      john.send(FullFrames.subscribe(NO_ROOM));
      assertThat(john.await("error").get("code").asText()).isEqualTo("room_not_found");
    }
    john.subscribe(room);
  }

  @Test
  void aDeletedRoomEndsItsSubscriptionsAndLeavesTheOthers() {
    String kept = parley.makeRoom();
    FullClient john = parley.full("John", room);
    john.subscribe(kept);
    ChatClient plain = parley.join(room, "Jane");
    john.untilPong();
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    assertThat(john.next())
        .isEqualTo(
            Json.parse(
                Json.object("type", "unsubscribed", "room_id", room, "code", "room_not_found")));
    assertThat(plain.awaitClose().code()).isEqualTo(4504);
    john.post(room, "Too late");
    assertThat(john.await("error").get("code").asText()).isEqualTo("not_subscribed");
    john.send(FullFrames.subscribe(room));
    assertThat(john.await("error").get("code").asText()).isEqualTo("room_not_found");
    john.post(kept, "Still here");
    assertThat(john.await("message").get("room_id").asText()).isEqualTo(kept);
  }
}
