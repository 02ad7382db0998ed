package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bus.MessageId;
import dev.parley.bus.RoomId;
import dev.parley.client.ChatClient;
import dev.parley.client.Threads;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.Futures;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The threads that one follows, over REST, on one's devices, and for services. */
@ExtendWith(BlockedEventLoops.class)
class FollowsTest {
  private static final int MOST = 3;
  private static final String ALL = "/api/chat/me/threads";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.follows", Integer.toString(MOST)));

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final Rooms anns = Rooms.of(ann);

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  private static String path(String room, String message) {
    return "/api/chat/rooms/" + room + "/messages/" + message;
  }

  private static RestAnswer follow(Account who, String room, String message) {
    return who.rest().send("PUT", path(room, message) + "/follow");
  }

  private static RestAnswer read(Account who, String room, String message, long seq) {
    return who.rest()
        .sendBody(
            "PUT",
            path(room, message) + "/thread/read",
            "{\"seq\":" + seq + "}",
            "Content-Type",
            "application/json");
  }

  private static List<String> threads(Account who) {
    List<String> ids = new ArrayList<>();
    who.rest().get(ALL).isJson(200).forEach(thread -> ids.add(thread.get("thread").asText()));
    return ids;
  }

  @Test
  void whatOneFollowsIsListedWithItsMessageAndToldToOnesDevices() {
    String room = anns.makePrivate();
    String message = anns.say(room, ann.name(), "What do you think?");
    FullClient other = parley.track(ann.full());
    FullClient bens = parley.track(ben.full());
    JsonNode thread = follow(ann, room, message).isJson(200);
    assertThat(thread.get("following").asBoolean()).isTrue();
    assertThat(thread.get("unread").asLong()).isZero();
    JsonNode told = other.await("thread_follow");
    assertThat(told.get("thread").asText()).isEqualTo(message);
    assertThat(told.get("following").asBoolean()).isTrue();
    JsonNode listed = ann.rest().get(ALL).isJson(200);
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).at("/message/content").asText()).isEqualTo("What do you think?");
    assertThat(listed.get(0).get("last_at")).isEqualTo(thread.get("last_at"));
    ann.rest().delete(path(room, message) + "/follow").hasStatus(200);
    assertThat(other.await("thread_follow").get("following").asBoolean()).isFalse();
    assertThat(threads(ann)).isEmpty();
    assertThat(bens.untilPong())
        .extracting(frame -> frame.get("type").asText())
        .doesNotContain("thread_follow");
  }

  @Test
  void whoMayNotReadTheRoomAnyMoreFollowsNothingThere() {
    String room = anns.makePrivate();
    String message = anns.say(room, ann.name(), "Hello!");
    anns.put(room, ben.name(), "reader").isJson(200);
    follow(ben, room, message).isJson(200);
    assertThat(threads(ben)).containsExactly(message);
    anns.remove(room, ben.name()).hasStatus(204);
    assertThat(threads(ben)).isEmpty();
    follow(ben, room, message).isProblem(404, "room_not_found");
    read(ben, room, message, 1).isProblem(404, "room_not_found");
    anns.put(room, ben.name(), "reader").isJson(200);
    assertThat(threads(ben)).containsExactly(message);
  }

  @Test
  void pagesFollowEachOtherAndThereIsALimit() {
    String room = anns.make();
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      messages.add(0, anns.say(room, ann.name(), "Message " + i));
      follow(ann, room, messages.get(0)).isJson(200);
    }
    String oneMore = anns.say(room, ann.name(), "One more");
    follow(ann, room, oneMore).isProblem(409, "too_many");
    List<String> paged = new ArrayList<>();
    String next = ALL + "?limit=1";
    while (next != null) {
      RestAnswer page = ann.rest().get(next);
      page.isJson(200).forEach(thread -> paged.add(thread.get("thread").asText()));
      String link = page.header("Link");
      next = link == null ? null : link.replaceFirst("^<([^>]*)>.*", "$1");
    }
    assertThat(paged).containsExactlyInAnyOrderElementsOf(messages).isEqualTo(threads(ann));
    ann.rest().get(ALL + "?before=yesterday").isProblem(400, "invalid_parameter");
    ann.rest().get(ALL + "?limit=51").isProblem(400, "invalid_parameter");
  }

  @Test
  void whatIsNotThereIsNotFollowedAndGuestsFollowNothing() {
    String room = anns.make();
    follow(ann, room, UUID.randomUUID().toString()).isProblem(404, "message_not_found");
    read(ann, room, UUID.randomUUID().toString(), 1).isProblem(404, "message_not_found");
    String message = anns.say(room, ann.name(), "Hello!");
    assertThat(read(ann, room, message, 100).isJson(200).get("following").asBoolean()).isFalse();
    read(ann, room, message, -1).hasStatus(400);
    parley.rest().send("PUT", path(room, message) + "/follow").isProblem(401, "not_signed_in");
    parley.rest().get(ALL).isProblem(401, "not_signed_in");
  }

  @Test
  void aServiceFollowsThreadsAsAnAccount() {
    String room = anns.make();
    RoomId id = RoomId.parse(room);
    MessageId message = MessageId.parse(anns.say(room, ann.name(), "Hello!"));
    Threads threads = new ChatClient(parley.vertx(), ann.name()).threads();
    assertThat(Futures.await(threads.follow(id, message)).following()).isTrue();
    assertThat(Futures.await(threads.list(null)))
        .singleElement()
        .satisfies(thread -> assertThat(thread.root()).isEqualTo(message));
    assertThat(Futures.await(threads.unfollow(id, message)).following()).isFalse();
    assertThat(Futures.await(threads.list(null))).isEmpty();
  }
}
