package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.SocketContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the sockets say is what {@code /asyncapi.json} says they say. */
@ExtendWith(BlockedEventLoops.class)
class SocketContractHoldsTest {

  /** Nothing is changed twice here, so the log leaves no place out. */
  private static final Set<String> NEVER_YET = Set.of("caught_up");

  /** More posts at once than {@code limits.messages-burst}. */
  private static final int TOO_MANY = 60;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.messages-per-second", "1"));

  private final SocketContract contract = SocketContract.read();
  private final Set<String> seen = new TreeSet<>();

  @Test
  void everyFrameOfTheFullProtocolIsAsTheContractSays() {
    String room = parley.makeRoom();
    ChatClient ann = full("Ann", "hello");
    String epoch = await(ann, "chat", "subscribed", subscribe(room)).get("epoch").asText();
    ann.send(post(room, "n-1"));
    Stream.of("either", "comes first").forEach(each -> check("chat", ann.next()));
    assertThat(await(ann, "chat", "ack", post(room, "n-1")).has("duplicate")).isTrue();
    await(ann, "chat", "error", "nonsense");
    Stream.generate(() -> post(room, "n-2")).limit(TOO_MANY).forEach(ann::send);
    assertThat(check("chat", ann.await("error")).has("retry_after")).isTrue();
    ChatClient ben = full("Ben", "hello");
    await(ben, "chat", "message", subscribe(room, 0, epoch));
    check("chat", ben.await("subscribed"));
    check("chat", ann.await("presence"));
    ben.send(Json.object("type", "typing", "room_id", room));
    check("chat", ann.await("typing"));
    await(ben, "chat", "pong", Json.object("type", "ping"));
    await(ben, "chat", "unsubscribed", Json.object("type", "unsubscribe", "room_id", room));
    String named = Json.object("username", "Tim", "topic", "All of it");
    parley.rest().patch("/api/chat/rooms/" + room, named).hasStatus(200);
    check("chat", ann.await("notice"));
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    check("chat", ann.await("unsubscribed"));
    signedIn();
    everythingWasSeen("chat");
  }

  /** What comes to people with accounts only. */
  private void signedIn() {
    Account eve = parley.account("Eve");
    ChatClient socket = parley.connect("/ws/chat", eve.headers());
    check("chat", socket.await("hello"));
    String room = eve.rest().makeRoom("Eve's");
    check("chat", socket.await("member"));
    await(socket, "chat", "subscribed", subscribe(room));
    changeMessages(eve, socket, room);
    eve.rest().send("POST", "/api/chat/rooms/" + room + "/leave").hasStatus(204);
    assertThat(check("chat", socket.await("member")).get("role").isNull()).isTrue();
  }

  private void changeMessages(Account eve, ChatClient socket, String room) {
    socket.send(post(room, "n-3"));
    String path = "/api/chat/rooms/" + room + "/messages/" + socket.await("ack").get("id").asText();
    eve.rest().patch(path, Json.object("content", "Hello, Ben!")).hasStatus(200);
    check("chat", socket.await("message_edit"));
    eve.rest().send("PUT", path + "/reactions/%F0%9F%91%8D").hasStatus(200);
    check("chat", socket.await("reaction"));
    eve.rest().send("PUT", path + "/pin").hasStatus(200);
    check("chat", socket.await("pin"));
    eve.rest().delete(path).hasStatus(204);
    check("chat", socket.await("message_delete"));
  }

  @Test
  void everyFrameOfThePlainProtocolIsAsTheContractSays() {
    String room = parley.makeRoom();
    ChatClient cem = parley.join(room, "Cem");
    ChatClient dan = parley.connect(ChatClient.target(room, "Dan"));
    check("room", dan.next());
    check("room", cem.await("join", "Dan"));
    await(cem, "room", "message", Json.message("Hello!"));
    await(cem, "room", "message", Json.message("Hello!", "n-1"));
    await(cem, "room", "error", "nonsense");
    Stream.generate(() -> Json.message("Hello!", "n-2")).limit(TOO_MANY).forEach(cem::send);
    assertThat(check("room", cem.await("error")).has("retry_after")).isTrue();
    cem.type();
    check("room", dan.await("typing"));
    dan.leave();
    check("room", cem.await("leave", "Dan"));
    everythingWasSeen("room");
  }

  private ChatClient full(String name, String first) {
    ChatClient client = parley.connect("/ws/chat?username=" + name);
    check("chat", client.await(first));
    return client;
  }

  private static String subscribe(String room) {
    return Json.object("type", "subscribe", "room_id", room);
  }

  private static String subscribe(String room, long since, String epoch) {
    String frame = Json.object("type", "subscribe", "room_id", room, "epoch", epoch);
    return frame.replaceFirst("}$", ",\"since\":" + since + "}");
  }

  private static String post(String room, String nonce) {
    return Json.object("type", "message", "room_id", room, "content", "Hello!", "nonce", nonce);
  }

  private JsonNode await(ChatClient client, String channel, String type, String sent) {
    client.send(sent);
    return check(channel, client.await(type));
  }

  /** The frame has all that the contract says, and nothing that it doesn't say. */
  private JsonNode check(String channel, JsonNode frame) {
    String type = frame.get("type").asText();
    JsonNode message = contract.saidByServer(channel).get(type);
    assertThat(message).as("%s says %s", channel, frame).isNotNull();
    assertThat(contract.breaches(message, frame)).as(frame.toString()).isEmpty();
    assertThat(Json.fields(contract.resolve(message.get("payload")).get("properties")))
        .containsAll(Json.fields(frame));
    seen.add(type);
    return frame;
  }

  private void everythingWasSeen(String channel) {
    Set<String> said = new TreeSet<>(contract.saidByServer(channel).keySet());
    said.removeAll(NEVER_YET);
    assertThat(seen).isEqualTo(said);
  }
}
