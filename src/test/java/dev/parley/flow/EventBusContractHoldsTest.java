package dev.parley.flow;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.SocketContract;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the event bus answers and tells is what {@code /eventbus.json} says it does. */
@ExtendWith(BlockedEventLoops.class)
class EventBusContractHoldsTest {

  /** The room of the contract's examples. */
  private static final String EXAMPLE_ROOM = "01920000-0000-7000-8000-000000000001";

  private static final String VERSION = "chat-version";

  /** What takes accounts has a test of its own. */
  private static final Set<String> OF_ACCOUNTS =
      Set.of("people", "members", "messages", "moderation");

  private static final Set<String> ONLY_OVER_BRIDGES = Set.of("session");
  private static final Set<String> ONLY_IN_THE_PROCESS = Set.of("follow", "unfollow");

  /**
   * Guests change nothing twice, so the log leaves no place out; and they have no rooms of their
   * own.
   */
  private static final Set<String> NEVER_YET =
      Set.of(
          "caught_up",
          "caught_up.type",
          "caught_up.room_id",
          "caught_up.to",
          "message.changed_seq",
          "message.edited_at",
          "message.deleted_at",
          "message.user_id",
          "notice.user_id",
          "notice.subject",
          "notice.changed_seq",
          "unsubscribed.follower",
          "room.topic",
          "room.people");

  private static final Set<String> AT_MESSAGES =
      Set.of(
          "message.quote",
          "message.thread",
          "message.replies",
          "message.reactions",
          "message.pinned",
          "message.mentions",
          "message.files",
          "reaction.thread",
          "pin.thread");

  private static final int PATIENCE_SECONDS = 20;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  private final SocketContract contract = SocketContract.readEventBus();
  private final Set<String> seen = new TreeSet<>();
  private String room;

  /** A request of the contract: an example of an operation. */
  private record Request(String channel, String address, String body) {}

  @Test
  void everyExampleOfARequestIsAnsweredAsTheContractSays() throws IOException {
    room = parley.makeRoom();
    FullClient jane = parley.full("Jane", room);
    jane.postAll(room, IntStream.rangeClosed(1, 12).mapToObj(i -> "message " + i).toList());
    try (BridgeSocket bridge = new BridgeSocket(parley.bridgePort())) {
      for (Request each : requests()) {
        if (!ONLY_OVER_BRIDGES.contains(each.channel())) {
          answersTwice(each);
        }
        if (!ONLY_IN_THE_PROCESS.contains(each.channel())) {
          JsonNode answer = bridge.ask(each.address(), each.body());
          assertThat(answer.path("type").asText()).as("%s: %s", each, answer).isEqualTo("message");
          check(each.channel(), answer.get("body"));
        }
      }
    }
    Set<String> expected = saidBy("session", "rooms", "history", "post", "follow", "unfollow");
    expected.removeIf(EventBusContractHoldsTest::isOfAnError);
    expected.removeAll(NEVER_YET);
    expected.removeIf(EventBusContractHoldsTest::takesAnAccount);
    everythingWasSeen(expected);
  }

  /** Guests delete and edit nothing, and what stands at messages has tests of its own. */
  private static boolean takesAnAccount(String field) {
    return field.startsWith("message_")
        || field.endsWith(".user_id")
        || AT_MESSAGES.contains(field);
  }

  private void reactAndPin() {
    String path = "/api/chat/rooms/" + room + "/messages";
    String message = parley.rest().history(room).get(0).get("id").asText();
    String react = path + "/" + message + "/reactions/%F0%9F%91%8D?username=John";
    parley.rest().send("PUT", react).hasStatus(200);
    parley.rest().send("PUT", path + "/" + message + "/pin?username=John").hasStatus(200);
  }

  private void answersTwice(Request request) {
    for (int i = 0; i < 2; i++) {
      Message<JsonObject> answer =
          await(
              parley
                  .vertx()
                  .eventBus()
                  .request(
                      request.address(),
                      new JsonObject(request.body()),
                      new DeliveryOptions().addHeader(VERSION, version())));
      assertThat(answer.headers().get(VERSION)).isEqualTo(version());
      check(request.channel(), json(answer.body()));
    }
  }

  @Test
  void everyEventIsAsTheContractSays() throws Exception {
    room = parley.makeRoom();
    BlockingQueue<Message<JsonObject>> events = new LinkedBlockingQueue<>();
    MessageConsumer<JsonObject> consumer =
        parley.vertx().eventBus().localConsumer(eventsAddress(), events::add);
    await(consumer.completion());
    String follower = example("follow").toString();
    await(parley.vertx().eventBus().request("chat.follow", new JsonObject(follower)));
    FullClient john = parley.full("John", room);
    john.type(room);
    john.post(room, "Hello!");
    try (BridgeSocket bridge = new BridgeSocket(parley.bridgePort())) {
      bridge.ask("chat.session", example("signIn").toString());
      check("events", bridge.listen(eventsAddress()).get("body"));
    }
    reactAndPin();
    String named = Json.object("username", "John", "topic", "All of it");
    parley.rest().patch("/api/chat/rooms/" + room, named).hasStatus(200);
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    String type = "";
    while (!type.equals("unsubscribed")) {
      Message<JsonObject> event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(event).as("seen: %s", seen).isNotNull();
      assertThat(event.headers().get(VERSION)).isEqualTo(version());
      check("events", json(event.body()));
      type = event.body().getString("type");
    }
    await(consumer.unregister());
    Set<String> expected = saidBy("events");
    expected.removeAll(NEVER_YET);
    expected.removeIf(EventBusContractHoldsTest::takesAnAccount);
    everythingWasSeen(expected);
  }

  @Test
  void whatIsRefusedFailsAsTheContractSays() throws IOException {
    room = parley.makeRoom();
    JsonObject nowhere = new JsonObject().put("room_id", EXAMPLE_ROOM);
    isError(refused("chat.history", nowhere, version()), "room_not_found");
    isError(refused("chat.history", new JsonObject(), version()), "invalid_body");
    isError(refused("chat.rooms", new JsonObject(), "2"), "invalid_parameter");
    try (BridgeSocket bridge = new BridgeSocket(parley.bridgePort())) {
      isError(bridge.ask("chat.history", nowhere.encode()), "not_signed_in");
      bridge.ask("chat.session", example("signIn").toString());
      for (String channel : ONLY_IN_THE_PROCESS) {
        isError(bridge.ask("chat." + channel, example(channel).toString()), "forbidden");
      }
      isError(bridge.ask("store.message", "{}"), "forbidden");
      isError(bridge.ask("chat.rooms", "{\"chat-version\":\"2\"}", "{}"), "invalid_parameter");
    }
    Set<String> expected = saidBy("history");
    expected.removeIf(name -> !isOfAnError(name));
    everythingWasSeen(expected);
  }

  private JsonNode refused(String address, JsonObject body, String version) {
    ReplyException refused =
        (ReplyException)
            error(
                parley
                    .vertx()
                    .eventBus()
                    .request(address, body, new DeliveryOptions().addHeader(VERSION, version)));
    return json(
        new JsonObject()
            .put("failureCode", refused.failureCode())
            .put("failureType", refused.failureType().name())
            .put("message", refused.getMessage()));
  }

  /** The number and the name are those of one row of the table. */
  private void isError(JsonNode error, String code) {
    check("history", error);
    assertThat(error.get("message").asText()).startsWith(code + ": ");
    String number = error.get("failureCode").asText();
    assertThat(contract.table("Errors"))
        .anyMatch(row -> row.get(0).equals(number) && row.get(1).equals(code));
  }

  private List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    for (JsonNode operation : contract.document().get("operations")) {
      if (operation.get("action").asText().equals("receive")
          && !OF_ACCOUNTS.contains(name(operation))) {
        JsonNode channel = contract.resolve(operation.get("channel"));
        String address = here(channel.get("address").asText().replace("{room_id}", EXAMPLE_ROOM));
        for (JsonNode message : operation.get("messages")) {
          for (JsonNode example : contract.resolve(contract.resolve(message)).get("examples")) {
            JsonNode payload = example.get("payload");
            if (!payload.has("quote")) { // there is no such message here
              requests.add(new Request(name(operation), address, here(payload.toString())));
            }
          }
        }
      }
    }
    return requests;
  }

  private static String name(JsonNode operation) {
    return operation.at("/channel/$ref").asText().replace("#/channels/", "");
  }

  /** The first example of a message, about the room of the test. */
  private JsonNode example(String message) {
    return Json.parse(here(contract.messages().get(message).at("/examples/0/payload").toString()));
  }

  private String here(String text) {
    return text.replace(EXAMPLE_ROOM, room);
  }

  private String eventsAddress() {
    return "chat.room." + room + ".events";
  }

  private String version() {
    return contract.document().at("/info/version").asText();
  }

  private static JsonNode json(JsonObject object) {
    return Json.parse(object.encode());
  }

  /** It is one of what the server says there, and has no field that the contract doesn't say. */
  private void check(String channel, JsonNode said) {
    Map<String, JsonNode> fitting = new TreeMap<>(contract.saidByServer(channel));
    fitting
        .values()
        .removeIf(
            message ->
                !contract.breaches(message, said).isEmpty()
                    || !fields(message).containsAll(Json.fields(said)));
    assertThat(fitting).as("%s says %s", channel, said).hasSize(1);
    String name = fitting.keySet().iterator().next();
    seen.add(name);
    Json.fields(said).forEach(field -> seen.add(name + "." + field));
  }

  private List<String> fields(JsonNode message) {
    return Json.fields(contract.resolve(message.get("payload")).path("properties"));
  }

  /** All messages of the server on these channels, and their fields. */
  private Set<String> saidBy(String... channels) {
    Set<String> said = new TreeSet<>();
    for (String channel : channels) {
      contract
          .saidByServer(channel)
          .forEach(
              (name, message) -> {
                said.add(name);
                fields(message).forEach(field -> said.add(name + "." + field));
              });
    }
    return said;
  }

  private static boolean isOfAnError(String name) {
    return name.equals("error") || name.startsWith("error.");
  }

  private void everythingWasSeen(Set<String> said) {
    assertThat(seen).isEqualTo(said);
  }
}
