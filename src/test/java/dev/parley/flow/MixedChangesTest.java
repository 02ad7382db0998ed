package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever was away knows in the end what whoever stayed knows, whatever was done meanwhile. */
@ExtendWith(BlockedEventLoops.class)
class MixedChangesTest {

  private static final int CHANGES = 300;
  private static final String[] EMOJI = {"%F0%9F%91%8D", "%E2%9D%A4%EF%B8%8F", "%F0%9F%8E%89"};

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final List<String> messages = new ArrayList<>();
  private String room;
  private int written;

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  @BeforeEach
  void makeTheRoom() {
    room = Rooms.of(ann).make();
    Rooms.of(ben).join(room).isJson(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void threeHundredChangesComeBackWhole(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      change(random);
    }
    FollowedRoom stayed = new FollowedRoom(room);
    FollowedRoom away = new FollowedRoom(room);
    ChatClient staying = follow(ann, stayed);
    follow(ben, away).close();
    for (int i = 0; i < CHANGES; i++) {
      change(random);
    }
    ChatClient back = follow(ben, away);
    String last = write("The end", "{}");
    until(staying, stayed, last);
    until(back, away, last);
    assertThat(away.messages().keySet()).isEqualTo(stayed.messages().keySet());
    stayed
        .messages()
        .forEach(
            (seq, message) ->
                assertThat(away.messages().get(seq)).as("seed %d", seed).isEqualTo(message));
    assertThat(away.position()).isEqualTo(stayed.position());
    assertThat(stayed.messages().values())
        .as("something of everything has happened, seed %d", seed)
        .anyMatch(each -> each.has("quote"))
        .anyMatch(each -> each.has("thread"))
        .anyMatch(each -> each.has("replies"))
        .anyMatch(each -> each.has("reactions"))
        .anyMatch(each -> each.has("pinned"))
        .anyMatch(each -> each.has("edited_at"))
        .anyMatch(each -> each.has("deleted_at"));
    staying.close();
    back.close();
  }

  @Test
  void plainSocketsSeeNoneOfThem() {
    ChatClient guest = parley.join(room, "Guest");
    String first = write("One", "{}");
    of(ann).patch(path(first), Json.object("content", "Two")).isJson(200);
    put(first + "/reactions/" + EMOJI[0]);
    put(first + "/pin");
    write("In a thread", "{\"thread\":\"" + first + "\"}");
    Rooms.of(ann).deleteMessage(room, first).hasStatus(204);
    write("Three", "{}");
    assertThat(guest.next().get("content").asText()).isEqualTo("One");
    assertThat(guest.next().get("content").asText()).isEqualTo("Three");
    guest.close();
  }

  private ChatClient follow(Account who, FollowedRoom followed) {
    ChatClient client = parley.connect(FullFrames.target(who.name()), who.headers());
    client.await("hello");
    client.send(followed.subscribe());
    while (!followed.isLive()) {
      followed.accept(client.next());
    }
    return client;
  }

  private static void until(ChatClient client, FollowedRoom followed, String last) {
    JsonNode frame = client.next();
    while (!frame.path("id").asText().equals(last)) {
      followed.accept(frame);
      frame = client.next();
    }
    followed.accept(frame);
  }

  private void change(Random random) {
    String any = messages.isEmpty() ? null : messages.get(random.nextInt(messages.size()));
    int what = any == null ? 0 : random.nextInt(10);
    switch (what) {
      case 0, 1 -> write("Message " + written, "{}");
      case 2 -> write("Answer " + written, "{\"quote\":\"" + any + "\"}");
      case 3, 4 -> write("Reply " + written, "{\"thread\":\"" + any + "\"}");
      case 5 -> of(ann).patch(path(any), Json.object("content", "Edit " + written++)).isJson(200);
      case 6 -> put(any + "/reactions/" + EMOJI[random.nextInt(EMOJI.length)]);
      case 7 -> of(ann).delete(path(any) + "/reactions/" + EMOJI[0]).isJson(200);
      case 8 -> toggle(random.nextBoolean(), any);
      default -> bury(random, any);
    }
  }

  private void toggle(boolean on, String message) {
    of(ann).send(on ? "PUT" : "DELETE", path(message) + "/pin").isJson(200);
  }

  /** One in two, so that there is always something left. */
  private void bury(Random random, String message) {
    if (random.nextBoolean()) {
      Rooms.of(ann).deleteMessage(room, message).hasStatus(204);
      messages.remove(message);
    }
  }

  private void put(String what) {
    of(ann).send("PUT", path(what)).isJson(200);
  }

  private String write(String content, String answers) {
    written++;
    String body =
        Json.object("username", ann.name(), "content", content)
            .replaceFirst("}$", answers.equals("{}") ? "}" : "," + answers.substring(1));
    String id =
        of(ann).post("/api/chat/rooms/" + room + "/messages", body).isJson(201).get("id").asText();
    messages.add(id);
    return id;
  }

  private static Rest of(Account account) {
    return account.rest();
  }

  private String path(String message) {
    return "/api/chat/rooms/" + room + "/messages/" + message;
  }
}
