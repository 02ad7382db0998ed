package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Rooms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Public, private, direct: for whom a room is there, at every door. */
@ExtendWith(BlockedEventLoops.class)
class RoomKindsTest {

  private static final String NONE = "01920000-0000-7000-8000-0000000000ff";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final Rooms anns = Rooms.of(ann);
  private final Rooms bens = Rooms.of(ben);

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void aPrivateRoomIsAnsweredToOutsidersAsNone() {
    String room = anns.makePrivate();
    String message = anns.say(room, ann.name(), "A secret");
    for (Rest outsider :
        List.of(parley.rest(), ben.rest(), parley.administrator().rest(), ofNobody())) {
      assertThat(answers(outsider, room, message))
          .isEqualTo(answers(outsider, NONE, NONE))
          .doesNotContain("secret", "Secret", ann.name());
    }
  }

  private static Rest ofNobody() {
    return new Rest(parley.port(), "Cookie", "parley_session=parley_s_nothing");
  }

  /** Everything that can be asked of a room. */
  private static String answers(Rest rest, String room, String message) {
    String path = "/api/chat/rooms/" + room;
    List<RestAnswer> answers = new ArrayList<>();
    for (String get :
        List.of(
            "", "/messages", "/messages?notices=true", "/online", "/members", "/restrictions")) {
      answers.add(rest.get(path + get));
    }
    Rooms rooms = Rooms.of(rest);
    answers.add(rooms.join(room));
    answers.add(rooms.leave(room));
    answers.add(rooms.change(room, "{\"username\":\"Guest\",\"name\":\"x\"}"));
    answers.add(rooms.change(room, "{\"username\":\"Guest\",\"kind\":\"public\"}"));
    answers.add(rooms.put(room, "Ada", "member"));
    answers.add(rooms.remove(room, "Ada"));
    answers.add(rooms.mute(room, "Ada", 10));
    answers.add(rooms.unmute(room, "Ada"));
    answers.add(rooms.ban(room, "Ada"));
    answers.add(rooms.unban(room, "Ada"));
    answers.add(rest.patch(path + "/preferences", "{\"favourite\":true}"));
    answers.add(rest.post(path + "/messages", "{\"username\":\"Ada\",\"content\":\"x\"}"));
    answers.add(rooms.deleteMessage(room, message));
    answers.add(rooms.report(room, message, "{\"username\":\"Guest\",\"reason\":\"x\"}"));
    answers.add(rooms.delete(room));
    StringBuilder text = new StringBuilder();
    answers.forEach(each -> text.append(each.status()).append(each.body()).append('\n'));
    return text.toString();
  }

  @Test
  void aPrivateRoomIsInNoListButThoseOfItsMembers() {
    String room = anns.makePrivate();
    for (Rest outsider : List.of(parley.rest(), ben.rest(), parley.administrator().rest())) {
      assertThat(outsider.get("/api/chat/rooms").body()).doesNotContain(room);
    }
    assertThat(ann.rest().get("/api/chat/rooms").body()).contains(room);
    anns.put(room, ben.name(), "member").isJson(200);
    assertThat(ben.rest().get("/api/chat/rooms").body()).contains(room);
  }

  @Test
  void listsOfRoomsGoOnInPagesWhateverIsNotInThem() {
    List<String> mine = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      bens.makePrivate();
      mine.add(0, anns.makePrivate());
      mine.add(0, anns.make());
      bens.makePrivate();
    }
    List<String> listed = new ArrayList<>();
    String page = "/api/chat/rooms?limit=3";
    while (page != null && listed.size() < mine.size()) {
      RestAnswer answer = ann.rest().get(page).hasStatus(200);
      answer.json().forEach(room -> listed.add(room.get("id").asText()));
      page = answer.link("next");
    }
    assertThat(listed.subList(0, mine.size())).isEqualTo(mine);
  }

  @Test
  void aPrivateRoomIsNotThereForSocketsOfOutsiders() {
    String room = anns.makePrivate();
    for (String[] headers : List.of(new String[0], ben.headers())) {
      String name = headers.length == 0 ? "Guest" : ben.name();
      ChatClient plain = parley.connect(ChatClient.target(room, name), headers);
      assertThat(plain.awaitClose().code()).isEqualTo(4504);
      ChatClient full = parley.connect(FullFrames.target(name), headers);
      full.await("hello");
      full.send(FullFrames.subscribe(room));
      JsonNode error = full.await("error");
      assertThat(error.get("code").asText()).isEqualTo("room_not_found");
      full.send(FullFrames.subscribe(NONE));
      assertThat(full.await("error").get("message")).isEqualTo(error.get("message"));
    }
    ChatClient member = parley.connect(ChatClient.target(room, ann.name()), ann.headers());
    member.await("join");
  }

  @Test
  void aPrivateRoomIsNotThereOnTheBusEither() throws IOException {
    String room = anns.makePrivate();
    anns.say(room, ann.name(), "A secret");
    try (BridgeSocket bridge = new BridgeSocket(parley.bridgePort())) {
      bridge.ask("chat.session", "{\"username\":\"Guest\"}");
      for (String each : List.of(room, NONE)) {
        JsonNode history = bridge.ask("chat.history", Json.object("room_id", each));
        assertThat(history.path("message").asText()).startsWith("room_not_found");
        JsonNode post = bridge.ask("chat.room." + each + ".post", Json.object("content", "x"));
        assertThat(post.path("message").asText()).startsWith("room_not_found");
      }
      assertThat(bridge.ask("chat.rooms", "{\"action\":\"list\"}").toString()).doesNotContain(room);
    }
  }

  @Test
  void whoIsInAPrivateRoomIsSaidToMembersOnly() {
    String room = anns.makePrivate();
    ChatClient inside = parley.connect(ChatClient.target(room, ann.name()), ann.headers());
    inside.await("join");
    assertThat(ann.rest().online(room)).containsExactly(ann.name());
    ben.rest().get("/api/chat/rooms/" + room + "/online").isProblem(404, "room_not_found");
  }

  @Test
  void aRoomOfSomebodysMayBecomePrivateAndNeverPublicAgain() {
    String room = anns.make();
    bens.join(room).isJson(200);
    anns.put(room, ben.name(), "moderator").isJson(200);
    bens.change(room, "{\"kind\":\"private\"}").isProblem(403, "forbidden");
    ChatClient guest = parley.join(room, "Guest");
    ChatClient member = parley.connect(ChatClient.target(room, ben.name()), ben.headers());
    member.await("join", ben.name());
    assertThat(anns.change(room, "{\"kind\":\"private\"}").isJson(200).get("kind").asText())
        .isEqualTo("private");
    assertThat(guest.awaitClose().code()).isEqualTo(4503);
    member.say("Among us");
    member.await("message");
    anns.change(room, "{\"kind\":\"public\"}").isProblem(403, "forbidden");
    parley.rest().get("/api/chat/rooms/" + room).isProblem(404, "room_not_found");
    String everybodys = Rooms.of(parley.rest()).make();
    Rooms.of(parley.administrator())
        .change(everybodys, "{\"kind\":\"private\"}")
        .isProblem(403, "forbidden");
  }

  @Test
  void theSamePeopleGetTheSameConversation() {
    Account cem = somebody("Cem");
    JsonNode begun = anns.direct(ben.name(), cem.name()).isJson(201);
    String room = begun.get("id").asText();
    assertThat(begun.get("kind").asText()).isEqualTo("direct");
    assertThat(Json.texts(begun.get("people")))
        .containsExactlyInAnyOrder(ann.name(), ben.name(), cem.name());
    assertThat(anns.direct(cem.name(), ann.name(), ben.name()).isJson(200)).isEqualTo(begun);
    assertThat(bens.direct(cem.name(), ann.name()).isJson(200).get("id").asText()).isEqualTo(room);
    assertThat(anns.direct(ben.name()).isJson(201).get("id").asText()).isNotEqualTo(room);
    bens.say(room, ben.name(), "Hello!");
    assertThat(Rooms.of(cem).log(room)).hasSize(1);
  }

  @Test
  void aConversationIsOneOfTwoToEightPeopleWithAccounts() {
    anns.direct(ann.name()).isProblem(400, "invalid_body");
    anns.direct("Nobody has this name").isProblem(404, "person_not_found");
    String[] many = new String[8];
    for (int i = 0; i < many.length; i++) {
      many[i] = somebody("Many").name();
    }
    anns.direct(many).isProblem(400, "invalid_body");
    parley
        .rest()
        .post("/api/chat/direct", "{\"usernames\":[\"" + ben.name() + "\"]}")
        .isProblem(401, "not_signed_in");
  }

  @Test
  void aConversationStaysWhatItIsAndIsThereForNobodyElse() {
    String room = anns.direct(ben.name()).isJson(201).get("id").asText();
    Account cem = somebody("Cem");
    for (Rest outsider : List.of(cem.rest(), parley.rest(), parley.administrator().rest())) {
      assertThat(answers(outsider, room, NONE)).isEqualTo(answers(outsider, NONE, NONE));
    }
    for (String change :
        List.of("{\"name\":\"x\"}", "{\"topic\":\"x\"}", "{\"kind\":\"private\"}")) {
      anns.change(room, change).isProblem(403, "forbidden");
    }
    anns.put(room, cem.name(), "member").isProblem(403, "forbidden");
    anns.remove(room, ben.name()).isProblem(403, "forbidden");
    anns.leave(room).isProblem(403, "forbidden");
    anns.delete(room).isProblem(403, "forbidden");
    anns.ban(room, ben.name()).isProblem(403, "forbidden");
    assertThat(ann.rest().get("/api/chat/rooms").body())
        .as("only in one's own")
        .doesNotContain(room);
    assertThat(Json.texts(List.of(bens.mine().get(0)), "id")).containsExactly(room);
    assertThat(Json.texts(bens.mine().get(0).get("people")))
        .containsExactlyInAnyOrder(ann.name(), ben.name());
  }
}
