package dev.parley.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for clients of both bridges. */
abstract class BridgeTests {

  static final int SUBSCRIPTIONS = 2;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "bridge.sockjs.enabled",
              "true",
              "bridge.tcp.enabled",
              "true",
              "bridge.tcp.port",
              "0",
              "limits.subscriptions",
              Integer.toString(SUBSCRIPTIONS),
              "limits.messages-per-second",
              "1",
              "limits.messages-burst",
              "20",
              "limits.frames-per-second",
              "1",
              "limits.frames-burst",
              "50"));

  final String room = parley.makeRoom();
  private BridgeClient client;

  abstract BridgeClient connect() throws IOException;

  BridgeClient signedIn(String name) throws IOException {
    client = connect();
    return client.signIn(name);
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  private String name() {
    // each has a rate of its own
    return "Ann " + UUID.randomUUID();
  }

  private static void isRefused(JsonObject answer, FailureCode code) {
    assertThat(answer.getString("type")).as("%s", answer).isEqualTo("err");
    assertThat(answer.getString("message")).startsWith(code.code() + ": ");
    assertThat(answer.getInteger("failureCode")).isEqualTo(code.ordinal());
    assertThat(answer.getString("failureType")).isEqualTo("RECIPIENT_FAILURE");
  }

  @Test
  void aPostIsAcknowledgedAndHasTheNameOfItsClient() throws IOException {
    String name = name();
    JsonObject ack = signedIn(name).post(room, "Hello!").getJsonObject("body");
    assertThat(ack.getInteger("seq")).isEqualTo(1);
    assertThat(parley.rest().history(room).get(0).get("username").asText()).isEqualTo(name);
  }

  @Test
  void roomsAreMadeAndListedAndTheirHistoryRead() throws IOException {
    BridgeClient ann = signedIn(name());
    JsonObject made =
        ann.ask("chat.rooms", new JsonObject().put("action", "create").put("name", "Made"))
            .getJsonObject("body");
    assertThat(made.getString("name")).isEqualTo("Made");
    JsonArray rooms =
        ann.ask("chat.rooms", new JsonObject().put("action", "list"))
            .getJsonObject("body")
            .getJsonArray("rooms");
    assertThat(rooms).contains(made);
    ann.post(made.getString("id"), "Hello!");
    JsonObject history =
        ann.ask("chat.history", new JsonObject().put("room_id", made.getString("id")))
            .getJsonObject("body");
    assertThat(history.getJsonArray("messages").getJsonObject(0).getString("content"))
        .isEqualTo("Hello!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.rooms",
        "chat.history",
        "chat.people",
        "chat.members",
        "chat.moderation",
        "chat.messages",
        "chat.threads",
        "chat.drafts"
      })
  void everyAddressThatIsOpenAnswers(String address) throws IOException {
    String answer = signedIn(name()).ask(address, new JsonObject()).getString("message");
    assertThat(answer)
        .as("what takes an account says so")
        .matches("(invalid_body|not_signed_in): .*");
  }

  @Test
  void whatHappensInARoomIsToldFromTheFirstEventOn() throws IOException {
    BridgeClient ann = signedIn("Ann");
    JsonObject first = ann.follow(room).getJsonObject("body");
    assertThat(first.getString("type")).isEqualTo("subscribed");
    assertThat(first.getInteger("head")).isZero();
    assertThat(first.getJsonArray("online_users")).containsExactly("Ann");
    try (var bob = parley.join(room, "Bob")) {
      assertThat(ann.event(room).getJsonArray("joined")).containsExactly("Bob");
      IntStream.range(0, 10).forEach(i -> bob.say("Message " + i));
      for (int i = 0; i < 10; i++) {
        JsonObject message = ann.event(room);
        assertThat(message.getInteger("seq")).isEqualTo(i + 1);
        assertThat(message.getString("content")).isEqualTo("Message " + i);
      }
      ann.close();
      assertThat(Json.texts(bob.await("leave").get("online_users"))).containsExactly("Bob");
    }
  }

  @Test
  void whoUnregistersLeavesTheRoomAndMayComeBack() throws IOException {
    BridgeClient ann = signedIn("Ann");
    ann.follow(room);
    try (var bob = parley.join(room, "Bob")) {
      assertThat(ann.event(room).getJsonArray("joined")).containsExactly("Bob");
      ann.send(BridgeClient.frame("unregister", BridgeClient.events(room)));
      bob.await("leave");
      bob.say("Ann is away");
      bob.await("message");
      assertThat(ann.follow(room).getJsonObject("body").getString("type")).isEqualTo("subscribed");
    }
  }

  @Test
  void ofARoomThatIsDeletedTheLastEventTells() throws IOException {
    BridgeClient ann = signedIn("Ann");
    ann.follow(room);
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    assertThat(ann.event(room))
        .isEqualTo(
            new JsonObject()
                .put("type", "unsubscribed")
                .put("room_id", room)
                .put("code", "room_not_found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.rooms", "chat.history", "chat.room.%s.post"})
  void nothingIsAnsweredBeforeTheClientHasSaidWhoItIs(String address) throws IOException {
    try (BridgeClient stranger = connect()) {
      JsonObject body =
          new JsonObject()
              .put("action", "list")
              .put("room_id", room)
              .put("username", "Ann")
              .put("content", "Hello!");
      isRefused(stranger.ask(address.formatted(room), body), FailureCode.NOT_SIGNED_IN);
      isRefused(stranger.follow(room), FailureCode.NOT_SIGNED_IN);
    }
    assertThat(parley.rest().history(room)).isEmpty();
  }

  @Test
  void nobodyCanPoseAsSomebodyElse() throws IOException {
    BridgeClient ann = signedIn("Ann");
    JsonObject message = new JsonObject().put("username", "Bob").put("content", "I am Bob");
    isRefused(ann.ask("chat.room." + room + ".post", message), FailureCode.FORBIDDEN);
    isRefused(
        ann.ask("chat.session", new JsonObject().put("username", "Bob")), FailureCode.FORBIDDEN);
    assertThat(parley.rest().history(room)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store.message",
        "store.room",
        "room.command.0",
        "room.event.0",
        "room.directory",
        "nodes",
        "chat.follow",
        "chat.unfollow",
        "chat.room.%s.events",
        "fanout.%s",
        "chat.room",
        ""
      })
  void internalAddressesAreRefusedWithAnAnswer(String address) throws IOException {
    BridgeClient ann = signedIn(name());
    JsonObject body =
        new JsonObject()
            .put("room_id", room)
            .put("username", "Ann")
            .put("follower", UUID.randomUUID().toString());
    isRefused(ann.ask(address.formatted(room), body), FailureCode.FORBIDDEN);
    ann.send(BridgeClient.frame("register", address.formatted(room).replace("events", "post")));
    isRefused(ann.at(address.formatted(room).replace("events", "post")), FailureCode.FORBIDDEN);
  }

  @Test
  void nothingCanBePublished() throws IOException {
    BridgeClient ann = signedIn("Ann");
    try (var bob = parley.join(room, "Bob")) {
      ann.send(
          BridgeClient.frame("publish", BridgeClient.events(room))
              .put("body", new JsonObject().put("type", "message")));
      isRefused(ann.at(BridgeClient.events(room)), FailureCode.FORBIDDEN);
      ann.send(BridgeClient.frame("publish", "fanout." + room));
      isRefused(ann.at("fanout." + room), FailureCode.FORBIDDEN);
      bob.say("Undisturbed");
      assertThat(bob.await("message").get("content").asText()).isEqualTo("Undisturbed");
    }
  }

  @Test
  void noRoomMeansNoEvents() throws IOException {
    isRefused(signedIn("Ann").follow(UUID.randomUUID().toString()), FailureCode.ROOM_NOT_FOUND);
    isRefused(signedIn("Ann").follow("none"), FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void anAddressInOtherLettersIsNoRooms() throws IOException {
    isRefused(signedIn("Ann").follow(room.toUpperCase(Locale.ROOT)), FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void whoListensNowhereMayStopListeningAndIsToldOfNonsense() throws IOException {
    BridgeClient ann = signedIn("Ann");
    ann.send(BridgeClient.frame("unregister", BridgeClient.events(room)));
    ann.send(BridgeClient.frame("unregister", BridgeClient.events("none")));
    isRefused(ann.at(BridgeClient.events("none")), FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void oneClientFollowsNoMoreRoomsThanASocket() throws IOException {
    BridgeClient ann = signedIn("Ann");
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      assertThat(ann.follow(parley.makeRoom()).getString("type")).isNotEqualTo("err");
    }
    isRefused(ann.follow(room), FailureCode.TOO_MANY_SUBSCRIPTIONS);
  }

  @Test
  void aRoomIsFollowedOnce() throws IOException {
    BridgeClient ann = signedIn("Ann");
    ann.follow(room);
    isRefused(ann.follow(room), FailureCode.INVALID_PARAMETER);
  }

  @Test
  void whoWritesTooFastIsRefused() throws IOException {
    BridgeClient ann = signedIn(name());
    JsonObject answer = ann.post(room, "Hello!");
    for (int i = 0; i < 30 && !answer.getString("type").equals("err"); i++) {
      answer = ann.post(room, "Hello!");
    }
    isRefused(answer, FailureCode.RATE_LIMITED);
  }

  @Test
  void whoAsksTooFastIsRefused() throws IOException {
    BridgeClient ann = signedIn(name());
    JsonObject list = new JsonObject().put("action", "list");
    JsonObject answer = ann.ask("chat.rooms", list);
    for (int i = 0; i < 60 && !answer.getString("type").equals("err"); i++) {
      answer = ann.ask("chat.rooms", list.copy());
    }
    isRefused(answer, FailureCode.RATE_LIMITED);
  }

  @Test
  void whatIsNoRequestIsRefused() throws IOException {
    BridgeClient ann = signedIn(name());
    String post = "chat.room." + room + ".post";
    isRefused(ann.ask(post, "Hello!"), FailureCode.INVALID_BODY);
    isRefused(ann.ask(post, new JsonObject().put("content", 5)), FailureCode.INVALID_BODY);
    isRefused(ann.ask(post, new JsonObject().put("content", " ")), FailureCode.EMPTY_MESSAGE);
    isRefused(ann.ask("chat.rooms", new JsonObject()), FailureCode.INVALID_BODY);
    isRefused(ann.ask("chat.rooms", "list"), FailureCode.INVALID_BODY);
    isRefused(ann.ask("chat.history", new JsonArray().add(1)), FailureCode.INVALID_BODY);
    isRefused(
        ann.ask(
            BridgeClient.frame("send", "chat.rooms")
                .put("body", new JsonObject().put("action", "list"))
                .put("headers", new JsonObject().put("chat-version", "2"))),
        FailureCode.INVALID_PARAMETER);
  }

  @Test
  void headersThatAreOrdersToTheBusDoNothing() throws IOException {
    JsonObject headers =
        new JsonObject().put("timeout", "soon").put("codecName", "parley").put("localOnly", 5);
    JsonObject answer =
        signedIn(name())
            .ask(
                BridgeClient.frame("send", "chat.rooms")
                    .put("headers", headers)
                    .put("body", new JsonObject().put("action", "list")));
    assertThat(answer.getJsonObject("body").containsKey("rooms")).isTrue();
  }
}
