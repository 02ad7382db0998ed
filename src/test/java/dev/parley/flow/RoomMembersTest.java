package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Belonging to rooms: coming, going, being invited, and what one is there. */
@ExtendWith(BlockedEventLoops.class)
class RoomMembersTest {

  private static final int MOST = 6;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.members", Integer.toString(MOST)));

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final Account cem = somebody("Cem");
  private final Rooms anns = Rooms.of(ann);
  private final Rooms bens = Rooms.of(ben);
  private final Rooms cems = Rooms.of(cem);
  private final Rooms guests = Rooms.of(parley.rest());

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void aRoomIsTheOneWhoMadeItsAndAGuestsIsEverybodys() {
    String owned = anns.make();
    assertThat(anns.get(owned).isJson(200).get("owned").asBoolean()).isTrue();
    assertThat(anns.roles(owned)).containsExactly(ann.name() + "=owner");
    guests.delete(owned).isProblem(403, "forbidden");
    bens.delete(owned).isProblem(403, "forbidden");
    String everybodys = guests.make();
    assertThat(guests.get(everybodys).isJson(200).get("owned").asBoolean()).isFalse();
    assertThat(guests.roles(everybodys)).isEmpty();
    bens.delete(everybodys).hasStatus(204);
    anns.delete(owned).hasStatus(204);
  }

  @Test
  void aPrivateRoomAndOneOfAnnouncementsTakeAnAccount() {
    guests.change("none", "{\"topic\":\"x\"}").isProblem(404, "room_not_found");
    parley
        .rest()
        .post("/api/chat/rooms", "{\"name\":\"x\",\"kind\":\"private\"}")
        .isProblem(401, "not_signed_in");
    parley
        .rest()
        .post("/api/chat/rooms", "{\"name\":\"x\",\"posting\":\"moderators\"}")
        .isProblem(401, "not_signed_in");
  }

  @Test
  void anybodyWithAnAccountJoinsAPublicRoomAndLeavesIt() {
    String room = anns.make();
    guests.join(room).isProblem(401, "not_signed_in");
    JsonNode member = bens.join(room).isJson(200);
    assertThat(member.get("username").asText()).isEqualTo(ben.name());
    assertThat(member.get("role").asText()).isEqualTo("member");
    assertThat(bens.join(room).isJson(200)).as("harmless").isEqualTo(member);
    assertThat(anns.roles(room)).containsExactly(ann.name() + "=owner", ben.name() + "=member");
    bens.leave(room).hasStatus(204);
    bens.leave(room).hasStatus(204);
    assertThat(anns.roles(room)).containsExactly(ann.name() + "=owner");
    assertThat(anns.notices(room)).containsExactly(ben.name() + " joined", ben.name() + " left");
  }

  @Test
  void membersInviteIntoAPrivateRoomAndNobodyElseComesIn() {
    String room = anns.makePrivate();
    bens.join(room).isProblem(404, "room_not_found");
    anns.put(room, ben.name(), "member").isJson(200);
    bens.put(room, cem.name(), "reader").isJson(200);
    assertThat(cems.get(room).isJson(200).get("kind").asText()).isEqualTo("private");
    cems.put(room, "Anybody", "member").isProblem(403, "forbidden");
    bens.put(room, "Nobody has this name", "member").isProblem(404, "person_not_found");
    assertThat(anns.notices(room))
        .containsExactly(ann.name() + " added " + ben.name(), ben.name() + " added " + cem.name());
  }

  @Test
  void nobodyGivesWhatIsAboveItsOwnAndOnlyOwnersGiveRoles() {
    String room = anns.make();
    anns.put(room, ben.name(), "moderator").isJson(200);
    bens.put(room, cem.name(), "owner").isProblem(403, "forbidden");
    bens.put(room, cem.name(), "moderator").isProblem(403, "forbidden");
    bens.put(room, cem.name(), "member").isJson(200);
    bens.put(room, cem.name(), "moderator").isProblem(403, "forbidden");
    bens.put(room, ben.name(), "owner").isProblem(403, "forbidden");
    bens.put(room, ann.name(), "member").isProblem(403, "forbidden");
    anns.put(room, cem.name(), "owner").isJson(200);
    cems.put(room, ann.name(), "member").isProblem(403, "forbidden");
    cems.put(room, ben.name(), "reader").isJson(200);
    bens.post(room, ben.name(), "Hello!").isProblem(403, "forbidden");
    assertThat(anns.notices(room))
        .endsWith(
            ann.name() + " made_owner " + cem.name(), cem.name() + " made_reader " + ben.name());
  }

  @Test
  void moderatorsRemoveThoseBelowThemOnly() {
    String room = anns.make();
    anns.put(room, ben.name(), "moderator").isJson(200);
    anns.put(room, cem.name(), "moderator").isJson(200);
    bens.remove(room, cem.name()).isProblem(403, "forbidden");
    bens.remove(room, ann.name()).isProblem(403, "forbidden");
    bens.remove(room, ben.name()).isProblem(403, "forbidden");
    anns.put(room, cem.name(), "member").isJson(200);
    cems.remove(room, ben.name()).isProblem(403, "forbidden");
    bens.remove(room, cem.name()).hasStatus(204);
    bens.remove(room, cem.name()).hasStatus(204);
    assertThat(anns.notices(room)).endsWith(ben.name() + " removed " + cem.name());
  }

  @Test
  void theLastOwnerStaysOneAndIfItGoesTheNextBecomesIt() {
    String room = anns.make();
    anns.put(room, ben.name(), "member").isJson(200);
    anns.put(room, cem.name(), "member").isJson(200);
    anns.put(room, ann.name(), "member").isProblem(403, "forbidden");
    anns.put(room, cem.name(), "moderator").isJson(200);
    anns.leave(room).hasStatus(204);
    assertThat(bens.roles(room)).containsExactly(ben.name() + "=member", cem.name() + "=owner");
    cems.leave(room).hasStatus(204);
    assertThat(bens.roles(room)).containsExactly(ben.name() + "=owner");
    assertThat(bens.notices(room))
        .endsWith(
            ann.name() + " left",
            ann.name() + " made_owner " + cem.name(),
            cem.name() + " left",
            cem.name() + " made_owner " + ben.name());
  }

  @Test
  void aPrivateRoomThatEverybodyHasLeftIsGoneAndAPublicOneStays() {
    String secret = anns.makePrivate();
    String open = anns.make();
    anns.leave(secret).hasStatus(204);
    anns.leave(open).hasStatus(204);
    anns.get(secret).isProblem(404, "room_not_found");
    Rooms.of(parley.administrator()).get(secret).isProblem(404, "room_not_found");
    anns.get(open).isJson(200);
    anns.delete(open).isProblem(403, "forbidden");
    Rooms.of(parley.administrator()).delete(open).hasStatus(204);
  }

  @Test
  void thereAreNoMoreMembersThanTheLimitHoweverManyComeAtOnce() {
    String room = anns.make();
    List<CompletableFuture<Integer>> joining =
        IntStream.range(0, 2 * MOST)
            .mapToObj(i -> somebody("Joiner"))
            .map(each -> CompletableFuture.supplyAsync(() -> Rooms.of(each).join(room).status()))
            .toList();
    List<Integer> answers = joining.stream().map(CompletableFuture::join).toList();
    assertThat(answers).contains(200, 409).containsOnly(200, 409);
    assertThat(answers.stream().filter(status -> status == 200)).hasSize(MOST - 1);
    assertThat(anns.roles(room)).hasSize(MOST);
    assertThat(anns.log(room)).as("each has its place").hasSize(MOST - 1);
    assertThat(Json.seqs(anns.log(room)))
        .isEqualTo(IntStream.range(1, MOST).mapToObj(seq -> (long) seq).toList());
  }

  @Test
  void ownRoomsAreListedWithWhatOneIsThereAndHowTheyShow() {
    String first = anns.make();
    String secret = bens.makePrivate();
    bens.put(secret, ann.name(), "moderator").isJson(200);
    String preferences = "/api/chat/rooms/" + secret + "/preferences";
    ann.rest().patch(preferences, "{\"favourite\":true,\"level\":\"mentions\"}").hasStatus(204);
    ann.rest().patch(preferences, "{\"favourite\":true}").hasStatus(204);
    cem.rest().patch(preferences, "{\"favourite\":true}").isProblem(404, "room_not_found");
    cem.rest()
        .patch("/api/chat/rooms/" + first + "/preferences", "{\"favourite\":true}")
        .isProblem(403, "forbidden");
    JsonNode mine = anns.mine();
    assertThat(Json.texts(list(mine), "id")).containsExactly(secret, first);
    assertThat(mine.get(0).get("role").asText()).isEqualTo("moderator");
    assertThat(mine.get(0).get("favourite").asBoolean()).isTrue();
    assertThat(mine.get(0).get("level").asText()).isEqualTo("mentions");
    assertThat(mine.get(1).get("favourite").asBoolean()).isFalse();
    assertThat(mine.get(1).get("level").asText()).isEqualTo("all");
    parley.rest().get("/api/chat/me/rooms").isProblem(401, "not_signed_in");
    JsonNode page = ann.rest().get("/api/chat/me/rooms?limit=1").isJson(200);
    assertThat(Json.texts(list(page), "id")).containsExactly(secret);
    String next = ann.rest().get("/api/chat/me/rooms?limit=1").link("next");
    assertThat(Json.texts(list(ann.rest().get(next).isJson(200)), "id")).containsExactly(first);
  }

  @Test
  void membersAreListedByNameInPages() {
    String room = anns.make();
    anns.put(room, cem.name(), "member").isJson(200);
    anns.put(room, ben.name(), "member").isJson(200);
    var first = ann.rest().get("/api/chat/rooms/" + room + "/members?limit=2");
    assertThat(Json.texts(list(first.isJson(200)), "username"))
        .containsExactly(ann.name(), ben.name());
    var second = ann.rest().get(first.link("next"));
    assertThat(Json.texts(list(second.isJson(200)), "username")).containsExactly(cem.name());
    assertThat(second.link("next")).isNull();
  }

  @Test
  void anAdministratorMakesSomebodyTheOwnerOfARoomThatWasEverybodys() {
    String room = guests.make();
    bens.put(room, cem.name(), "owner").isProblem(403, "forbidden");
    Rooms.of(parley.administrator()).put(room, ben.name(), "owner").isJson(200);
    assertThat(guests.get(room).isJson(200).get("owned").asBoolean()).isTrue();
    cems.delete(room).isProblem(403, "forbidden");
    bens.delete(room).hasStatus(204);
  }

  @Test
  void twoWhoChangeTheSameRoomAtOnceAreBothHeard() {
    String room = anns.make();
    anns.put(room, ben.name(), "moderator").isJson(200);
    List<Account> others = IntStream.range(0, MOST - 2).mapToObj(i -> somebody("Dan")).toList();
    List<CompletableFuture<Integer>> inviting =
        IntStream.range(0, others.size())
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            (i % 2 == 0 ? anns : bens)
                                .put(room, others.get(i).name(), "member")
                                .status()))
            .toList();
    assertThat(inviting.stream().map(CompletableFuture::join)).containsOnly(200);
    assertThat(anns.roles(room)).hasSize(MOST);
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> list = new java.util.ArrayList<>();
    array.forEach(list::add);
    return list;
  }
}
