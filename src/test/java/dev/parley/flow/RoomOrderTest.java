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
import dev.parley.testing.Rooms;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Keeping order: bans, removals, mutes, slow mode, archives, deleted and reported messages. */
@ExtendWith(BlockedEventLoops.class)
class RoomOrderTest {

  private static final int OPEN_REPORTS = 2;
  private static final int OF_MESSAGE = 3;
  private static final int OF_ROOM = 5;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.open-reports", Integer.toString(OPEN_REPORTS),
              "bridge.tcp.enabled", "true",
              "bridge.tcp.port", "0",
              "limits.open-reports-per-message", Integer.toString(OF_MESSAGE),
              "limits.open-reports-per-room", Integer.toString(OF_ROOM)));

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

  private static ChatClient plain(Account who, String room) {
    ChatClient client = parley.connect(ChatClient.target(room, who.name()), who.headers());
    client.await("join", who.name());
    return client;
  }

  private static ChatClient full(Account who, String room) {
    ChatClient client = parley.connect(FullFrames.target(who.name()), who.headers());
    client.send(FullFrames.subscribe(room));
    client.await("subscribed");
    return client;
  }

  @Test
  void whoeverIsBannedIsOutWithinASecondOnEverySocket() {
    String room = anns.make();
    bens.join(room).isJson(200);
    ChatClient plain = plain(ben, room);
    ChatClient full = full(ben, room);
    ChatClient other = plain(ann, room);
    Instant before = Instant.now();
    anns.ban(room, ben.name()).hasStatus(204);
    ChatClient.Closed closed = plain.awaitClose();
    JsonNode ended = full.await("unsubscribed");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
    assertThat(closed.code()).isEqualTo(4503);
    assertThat(closed.reason()).isEqualTo("no longer allowed here");
    assertThat(ended.get("code").asText()).isEqualTo("banned");
    other.await("leave", ben.name());
    other.say("After that");
    other.await("message");
    full.send(FullFrames.ping());
    assertThat(Json.fields(full.await("pong").get("heads"))).isEmpty();
    assertThat(full.rest()).noneMatch(frame -> frame.path("type").asText().equals("message"));
    assertThat(ann.rest().online(room)).containsExactly(ann.name());
    assertThat(anns.notices(room)).endsWith(ann.name() + " banned " + ben.name());
  }

  @Test
  void whoeverIsBannedIsOutOnTheBridgesTooAndTheOthersAreNot() throws IOException {
    String room = anns.make();
    String events = "chat.room." + room + ".events";
    try (BridgeSocket loud = new BridgeSocket(parley.bridgePort());
        BridgeSocket quiet = new BridgeSocket(parley.bridgePort())) {
      loud.ask("chat.session", "{\"username\":\"Loud\"}");
      quiet.ask("chat.session", "{\"username\":\"Quiet\"}");
      loud.listen(events);
      quiet.listen(events);
      anns.ban(room, "Loud").hasStatus(204);
      anns.say(room, ann.name(), "After that");
      JsonNode last = await(loud, "unsubscribed");
      assertThat(last.get("code").asText()).isEqualTo("banned");
      JsonNode message = await(quiet, "message");
      assertThat(message.get("content").asText()).isEqualTo("After that");
      assertThat(loud.ask("chat.history", Json.object("room_id", room)).get("message").asText())
          .startsWith("banned");
      assertThat(ann.rest().online(room)).containsExactly("Quiet");
    }
  }

  /** The next event of this type; none that comes before it is what others may not hear. */
  private static JsonNode await(BridgeSocket bridge, String type) throws IOException {
    JsonNode event = bridge.next().path("body");
    while (!event.path("type").asText().equals(type)) {
      assertThat(event.path("type").asText()).isIn("presence", "notice");
      event = bridge.next().path("body");
    }
    return event;
  }

  @Test
  void whoeverIsBannedComesInByNoDoorUntilTheBanIsLifted() {
    String room = anns.make();
    anns.ban(room, ben.name()).hasStatus(204);
    bens.get(room).isProblem(403, "banned");
    bens.join(room).isProblem(403, "banned");
    bens.post(room, ben.name(), "Hello!").isProblem(403, "banned");
    ben.rest().get("/api/chat/rooms/" + room + "/messages").isProblem(403, "banned");
    ChatClient plain = parley.connect(ChatClient.target(room, ben.name()), ben.headers());
    assertThat(plain.awaitClose().code()).isEqualTo(4503);
    ChatClient full = parley.connect(FullFrames.target(ben.name()), ben.headers());
    full.send(FullFrames.subscribe(room));
    assertThat(full.await("error").get("code").asText()).isEqualTo("banned");
    anns.put(room, ben.name(), "member").isProblem(403, "forbidden");
    anns.unban(room, ben.name()).hasStatus(204);
    anns.unban(room, ben.name()).hasStatus(204);
    bens.join(room).isJson(200);
  }

  @Test
  void aGuestIsBannedByItsNameInWhateverLetters() {
    String room = anns.make();
    ChatClient guest = parley.join(room, "Loud Guest");
    anns.ban(room, "LOUD guest").hasStatus(204);
    assertThat(guest.awaitClose().code()).isEqualTo(4503);
    guests.post(room, "loud guest", "Still here").isProblem(403, "banned");
    guests.post(room, "Quiet guest", "Hello!").hasStatus(201);
    JsonNode banned = anns.restrictions(room).isJson(200).get(0);
    assertThat(banned.get("username").asText()).isEqualTo("LOUD guest");
    assertThat(banned.has("banned_at")).isTrue();
    assertThat(banned.get("by").asText()).isEqualTo(ann.name());
    bens.restrictions(room).isProblem(403, "forbidden");
  }

  @Test
  void whoeverIsRemovedFromAPrivateRoomIsOutWithinASecond() {
    String room = anns.makePrivate();
    anns.put(room, ben.name(), "member").isJson(200);
    ChatClient plain = plain(ben, room);
    ChatClient full = full(ben, room);
    Instant before = Instant.now();
    anns.remove(room, ben.name()).hasStatus(204);
    assertThat(plain.awaitClose().code()).isEqualTo(4503);
    assertThat(full.await("unsubscribed").get("code").asText()).isEqualTo("room_not_found");
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
    bens.get(room).isProblem(404, "room_not_found");
  }

  @Test
  void whoeverIsOutsideOfAPrivateRoomCanNotBeMutedAndHearsNothingOfIt() {
    String room = anns.makePrivate();
    String open = anns.make();
    ChatClient full = full(ben, open);
    for (int i = 0; i < 2; i++) {
      anns.mute(room, ben.name(), 60).isProblem(404, "person_not_found");
      anns.unmute(room, ben.name()).isProblem(404, "person_not_found");
      anns.ban(room, ben.name()).isProblem(404, "person_not_found");
      anns.unban(room, ben.name()).hasStatus(204);
    }
    anns.say(open, ann.name(), "What you may hear");
    full.await("message");
    anns.put(open, ben.name(), "member").isJson(200);
    assertThat(full.await("member").get("room_id").asText()).isEqualTo(open);
    assertThat(anns.restrictions(room).isJson(200)).isEmpty();
  }

  @Test
  void whoeverIsMutedInAPrivateRoomAndLeavesItMayBeUnmutedWithoutHearingOfIt() {
    String room = anns.makePrivate();
    String open = anns.make();
    anns.put(room, ben.name(), "member").isJson(200);
    anns.mute(room, ben.name(), 60).hasStatus(204);
    anns.remove(room, ben.name()).hasStatus(204);
    ChatClient full = full(ben, open);
    anns.unmute(room, ben.name()).hasStatus(204);
    anns.put(open, ben.name(), "member").isJson(200);
    assertThat(full.await("member").get("room_id").asText()).isEqualTo(open);
  }

  @Test
  void whoeverIsRemovedFromAPublicRoomMayStillReadIt() {
    String room = anns.make();
    bens.join(room).isJson(200);
    ChatClient plain = plain(ben, room);
    anns.remove(room, ben.name()).hasStatus(204);
    anns.say(room, ann.name(), "Still here?");
    assertThat(plain.await("message").get("content").asText()).isEqualTo("Still here?");
    bens.get(room).isJson(200);
  }

  @Test
  void aChangedRoleHoldsForOpenSockets() {
    String room = anns.make();
    bens.join(room).isJson(200);
    ChatClient plain = plain(ben, room);
    plain.say("As a member");
    plain.await("message");
    anns.put(room, ben.name(), "reader").isJson(200);
    plain.say("As a reader");
    assertThat(plain.await("error").get("code").asText()).isEqualTo("forbidden");
    plain.type();
    anns.put(room, ben.name(), "member").isJson(200);
    plain.say("As a member again");
    assertThat(plain.await("message").get("content").asText()).isEqualTo("As a member again");
  }

  @Test
  void whereOnlyModeratorsWriteTheOthersRead() {
    String room = anns.make("{\"name\":\"News\",\"posting\":\"moderators\",\"topic\":\" New \"}");
    JsonNode news = bens.join(room).isJson(200);
    assertThat(news.get("role").asText()).isEqualTo("member");
    assertThat(bens.get(room).isJson(200).get("posting").asText()).isEqualTo("moderators");
    assertThat(bens.get(room).isJson(200).get("topic").asText()).isEqualTo("New");
    bens.post(room, ben.name(), "Hello!").isProblem(403, "forbidden");
    guests.post(room, "Guest", "Hello!").isProblem(403, "forbidden");
    anns.put(room, cem.name(), "moderator").isJson(200);
    cems.post(room, cem.name(), "News!").hasStatus(201);
    anns.change(room, "{\"posting\":\"everyone\"}").isJson(200);
    guests.post(room, "Guest", "Hello!").hasStatus(201);
  }

  @Test
  void whoeverIsMutedReadsAndWritesNothing() {
    String room = anns.make();
    ChatClient guest = parley.join(room, "Guest");
    anns.mute(room, "guest", 600).hasStatus(204);
    guest.say("Hello!");
    JsonNode error = guest.await("error");
    assertThat(error.get("code").asText()).isEqualTo("muted");
    assertThat(error.get("retry_after").asDouble()).isBetween(500.0, 600.0);
    guests.post(room, "Guest", "Hello!").isProblem(403, "muted");
    anns.say(room, ann.name(), "Quiet!");
    assertThat(guest.await("message").get("content").asText()).isEqualTo("Quiet!");
    anns.unmute(room, "Guest").hasStatus(204);
    guest.say("Thank you");
    guest.await("message");
    assertThat(anns.restrictions(room).isJson(200)).isEmpty();
  }

  @Test
  void aMuteEndsByItself() {
    String room = anns.make();
    anns.mute(room, "Guest", 1).hasStatus(204);
    Instant before = Instant.now();
    guests.post(room, "Guest", "Hello!").isProblem(403, "muted");
    while (guests.post(room, "Guest", "Hello!").status() == 403) {
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(500));
  }

  @Test
  void nobodyKeepsOrderAboveOrBesideItself() {
    String room = anns.make();
    anns.put(room, ben.name(), "moderator").isJson(200);
    anns.put(room, cem.name(), "moderator").isJson(200);
    for (String above : List.of(ann.name(), cem.name(), ben.name(), "Ada")) {
      parley.administrator();
      bens.mute(room, above, 10).isProblem(403, "forbidden");
      bens.ban(room, above).isProblem(403, "forbidden");
    }
    guests.ban(room, "Anybody").isProblem(403, "forbidden");
    String everybodys = guests.make();
    anns.ban(everybodys, "Anybody").isProblem(403, "forbidden");
    Rooms.of(parley.administrator()).ban(everybodys, "Anybody").hasStatus(204);
  }

  @Test
  void nobodyIsBannedFromAPrivateRoomThatDoesNotBelongThere() {
    String room = anns.makePrivate();
    anns.ban(room, ben.name()).isProblem(404, "person_not_found");
    bens.get(room).isProblem(404, "room_not_found");
  }

  @Test
  void inSlowModeEachWaitsAndIsToldForHowLongButThoseWhoKeepOrder() {
    String room = anns.make();
    bens.join(room).isJson(200);
    anns.change(room, "{\"slow_mode\":600}").isJson(200);
    ChatClient plain = plain(ben, room);
    plain.say("First", "n-1");
    plain.await("message");
    plain.say("First", "n-1");
    assertThat(plain.await("message").get("content").asText()).as("a retry").isEqualTo("First");
    plain.say("Second");
    JsonNode error = plain.await("error");
    assertThat(error.get("code").asText()).isEqualTo("slow_mode");
    assertThat(error.get("retryable").asBoolean()).isTrue();
    assertThat(error.get("retry_after").asDouble()).isBetween(500.0, 600.0);
    var answer = bens.post(room, ben.name(), "Third").isProblem(429, "slow_mode");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(500, 600);
    guests.post(room, "Guest", "Mine").hasStatus(201);
    anns.say(room, ann.name(), "One");
    anns.say(room, ann.name(), "Two");
    anns.change(room, "{\"slow_mode\":0}").isJson(200);
    bens.say(room, ben.name(), "Fourth");
  }

  @Test
  void inAnArchiveNothingIsWrittenAndEverythingRead() {
    String room = anns.make();
    ChatClient guest = parley.join(room, "Guest");
    anns.say(room, ann.name(), "The last");
    anns.change(room, "{\"archived\":true}").isJson(200);
    guest.say("One more");
    assertThat(guest.await("error").get("code").asText()).isEqualTo("room_archived");
    bens.post(room, ben.name(), "One more").isProblem(409, "room_archived");
    anns.change(room, "{\"topic\":\"x\"}").isProblem(409, "room_archived");
    anns.put(room, ben.name(), "member").isProblem(409, "room_archived");
    assertThat(parley.rest().history(room)).hasSize(1);
    bens.change(room, "{\"archived\":false}").isProblem(403, "forbidden");
    assertThat(anns.change(room, "{\"archived\":false}").isJson(200).get("archived").asBoolean())
        .isFalse();
    guest.say("One more");
    guest.await("message");
    assertThat(anns.notices(room))
        .containsExactly(ann.name() + " archived", ann.name() + " unarchived");
  }

  @Test
  void newNamesAndTopicsAreToldAndNothingIsIfNothingChanges() {
    String room = guests.make("{\"name\":\"Old\"}");
    guests.change(room, "{\"name\":\"New\"}").isProblem(400, "invalid_username");
    String change = "{\"username\":\"Guest\",\"name\":\" New \",\"topic\":\"All of it\"}";
    JsonNode changed = guests.change(room, change).isJson(200);
    assertThat(changed.get("name").asText()).isEqualTo("New");
    assertThat(guests.change(room, change).isJson(200)).isEqualTo(changed);
    guests.change(room, "{\"username\":\"Guest\",\"topic\":\"\"}").isJson(200);
    assertThat(guests.notices(room))
        .containsExactly("Guest renamed New", "Guest topic All of it", "Guest topic");
    guests.change(room, "{\"username\":\"Guest\",\"slow_mode\":5}").isProblem(403, "forbidden");
    guests
        .change(room, "{\"username\":\"Guest\",\"name\":\" \"}")
        .isProblem(400, "invalid_room_name");
    guests.change(room, "{}").isProblem(400, "invalid_body");
  }

  @Test
  void oneDeletesOnesOwnAndModeratorsAny() {
    String room = anns.make();
    bens.join(room).isJson(200);
    ChatClient reader = full(cem, room);
    String bensOwn = bens.say(room, ben.name(), "Of Ben");
    String anothers = bens.say(room, ben.name(), "Of Ben, too");
    String guests = this.guests.say(room, "Guest", "Of a guest");
    cems.deleteMessage(room, bensOwn).isProblem(403, "forbidden");
    bens.deleteMessage(room, guests).isProblem(403, "forbidden");
    this.guests.deleteMessage(room, guests).isProblem(401, "not_signed_in");
    bens.deleteMessage(room, bensOwn).hasStatus(204);
    bens.deleteMessage(room, bensOwn).isProblem(404, "message_not_found");
    anns.deleteMessage(room, anothers).hasStatus(204);
    anns.deleteMessage(room, guests).hasStatus(204);
    anns.deleteMessage(room, "nothing").isProblem(404, "message_not_found");
    List<JsonNode> deleted =
        Stream.generate(() -> reader.await("message_delete")).limit(3).toList();
    assertThat(Json.texts(deleted, "id")).containsExactly(bensOwn, anothers, guests);
    assertThat(Json.texts(deleted, "by")).containsExactly(ben.name(), ann.name(), ann.name());
    assertThat(Json.texts(deleted, "changed_seq")).containsExactly("5", "6", "7");
    assertThat(parley.rest().history(room)).isEmpty();
    String elsewhere = anns.make();
    String other = anns.say(elsewhere, ann.name(), "Elsewhere");
    anns.deleteMessage(room, other).isProblem(404, "message_not_found");
  }

  @Test
  void whatIsDeletedIsNotInTheDatabaseEither() throws SQLException {
    String room = anns.make();
    String message = anns.say(room, ann.name(), "A word that was too much");
    anns.deleteMessage(room, message).hasStatus(204);
    assertThat(count("SELECT count(*) FROM message WHERE content LIKE '%too much%'")).isZero();
  }

  @Test
  void aPlainSocketSeesNeitherNoticesNorDeletions() {
    String room = anns.make();
    ChatClient guest = parley.join(room, "Guest");
    String message = anns.say(room, ann.name(), "One");
    bens.join(room).isJson(200);
    anns.deleteMessage(room, message).hasStatus(204);
    anns.change(room, "{\"topic\":\"x\"}").isJson(200);
    anns.say(room, ann.name(), "Two");
    assertThat(guest.next().get("content").asText()).isEqualTo("One");
    assertThat(guest.next().get("content").asText()).isEqualTo("Two");
  }

  @Test
  void aMessageIsReportedOnceByEachWithItsWords() throws SQLException {
    String room = anns.make();
    String first = anns.say(room, ann.name(), "Rude words");
    String json = "{\"username\":\"Guest\",\"reason\":\" rude \"}";
    JsonNode report = guests.report(room, first, json).isJson(201);
    assertThat(guests.report(room, first, json).isJson(200)).isEqualTo(report);
    assertThat(bens.report(room, first, "{\"reason\":\"rude\"}").isJson(201)).isNotEqualTo(report);
    guests.report(room, first, "{\"reason\":\"x\"}").isProblem(400, "invalid_username");
    bens.report(room, "nothing", "{\"reason\":\"x\"}").isProblem(404, "message_not_found");
    anns.deleteMessage(room, first).hasStatus(204);
    assertThat(
            count(
                "SELECT count(*) FROM report WHERE content = 'Rude words' AND reason = 'rude'"
                    + " AND author = '"
                    + ann.name()
                    + "'"))
        .isEqualTo(2);
    cems.report(room, first, "{\"reason\":\"gone\"}").isProblem(404, "message_not_found");
  }

  @Test
  void nobodyHasMoreOpenReportsThanTheLimit() {
    String room = anns.make();
    for (int i = 0; i < OPEN_REPORTS; i++) {
      String message = anns.say(room, ann.name(), "Number " + i);
      bens.report(room, message, "{\"reason\":\"x\"}").isJson(201);
    }
    String last = anns.say(room, ann.name(), "The last");
    bens.report(room, last, "{\"reason\":\"x\"}").isProblem(409, "too_many");
    cems.report(room, last, "{\"reason\":\"x\"}").isJson(201);
  }

  @Test
  void guestsOfManyNamesFillNeitherTheReportsOfAMessageNorThoseOfARoom() {
    String room = anns.make();
    String first = anns.say(room, ann.name(), "One");
    String second = anns.say(room, ann.name(), "Two");
    reportAs(room, first, OF_MESSAGE);
    guests.report(room, first, guest("Another")).isProblem(409, "too_many");
    reportAs(room, second, OF_ROOM - OF_MESSAGE);
    guests.report(room, second, guest("Another")).isProblem(409, "too_many");
    String elsewhere = anns.make();
    String third = anns.say(elsewhere, ann.name(), "Three");
    guests.report(elsewhere, third, guest("Another")).isJson(201);
  }

  private void reportAs(String room, String message, int guestsOfMessage) {
    for (int i = 0; i < guestsOfMessage; i++) {
      guests.report(room, message, guest("Reporter " + i)).isJson(201);
    }
  }

  private static String guest(String name) {
    return Json.object("username", name, "reason", "x");
  }

  @Test
  void whatIsReportedInAConversationReachesAdministratorsWhoSeeNothingElseOfIt() {
    String direct = anns.direct(ben.name()).isJson(201).get("id").asText();
    String message = anns.say(direct, ann.name(), "Nasty");
    bens.report(direct, message, "{\"reason\":\"harassing\"}").isJson(201);
    JsonNode report = reportOf(parley.administrator(), message);
    assertThat(report.get("author").asText()).isEqualTo(ann.name());
    assertThat(report.get("content").asText()).isEqualTo("Nasty");
    assertThat(report.get("reporter").asText()).isEqualTo(ben.name());
    assertThat(report.get("reason").asText()).isEqualTo("harassing");
    assertThat(reportOf(ann, message)).isNull();
    assertThat(reportOf(cem, message)).isNull();
    Rooms.of(parley.administrator()).get(direct).isProblem(404, "room_not_found");
    parley
        .administrator()
        .rest()
        .post(
            "/api/chat/reports/" + report.get("id").asText() + "/close", "{\"outcome\":\"acted\"}")
        .hasStatus(204);
  }

  @Test
  void whatTheOnlyOwnerOfAPrivateRoomWroteIsSeenByAdministratorsIfReported() {
    String room = anns.makePrivate();
    anns.put(room, ben.name(), "member").isJson(200);
    anns.put(room, cem.name(), "moderator").isJson(200);
    String owners = anns.say(room, ann.name(), "Nasty");
    String moderators = cems.say(room, cem.name(), "Not so");
    bens.report(room, owners, "{\"reason\":\"x\"}").isJson(201);
    bens.report(room, moderators, "{\"reason\":\"x\"}").isJson(201);
    JsonNode report = reportOf(parley.administrator(), owners);
    assertThat(report.get("content").asText()).isEqualTo("Nasty");
    assertThat(report.get("room_name").asText()).isEqualTo("Private room");
    assertThat(reportOf(parley.administrator(), moderators)).isNull();
    assertThat(reportOf(ann, moderators).get("room_name").asText()).isEqualTo("Secret");
    anns.put(room, cem.name(), "owner").isJson(200);
    assertThat(reportOf(parley.administrator(), owners)).isNull();
  }

  /** Null if it isn't there for this one. */
  private static JsonNode reportOf(Account who, String message) {
    for (JsonNode report : who.rest().get("/api/chat/reports?limit=200").isJson(200)) {
      if (report.get("message_id").asText().equals(message)) {
        return report;
      }
    }
    return null;
  }

  @Test
  void namesAndTopicsOfPrivateRoomsAreNotInTheAuditLog() throws SQLException {
    String word = "W" + UUID.randomUUID().toString().substring(0, 8);
    String change = Json.object("name", word, "topic", word);
    anns.change(anns.makePrivate(), change).isJson(200);
    String told = "SELECT count(*) FROM audit WHERE detail LIKE '%" + word + "%'";
    assertThat(count(told)).isZero();
    anns.change(anns.make(), change).isJson(200);
    assertThat(count(told)).isEqualTo(2);
  }

  @Test
  void whoSendsAMessageAgainThatWasDeletedLearnsThatItWas() {
    String room = anns.make();
    String path = "/api/chat/rooms/" + room + "/messages";
    String[] nonce = {"Content-Type", "application/json", "Idempotency-Key", "n-1"};
    String body = Json.object("username", ann.name(), "content", "Hello!");
    JsonNode first = ann.rest().sendBody("POST", path, body, nonce).isJson(201);
    assertThat(first.has("changed_seq") || first.has("deleted_at")).isFalse();
    anns.deleteMessage(room, first.get("id").asText()).hasStatus(204);
    JsonNode again = ann.rest().sendBody("POST", path, body, nonce).isJson(200);
    assertThat(again.get("id")).isEqualTo(first.get("id"));
    assertThat(again.get("content").asText()).isEmpty();
    assertThat(again.has("deleted_at")).isTrue();
    assertThat(again.get("changed_seq").asLong()).isGreaterThan(first.get("seq").asLong());
  }

  @Test
  void everythingThatChangesARoomIsInTheAuditLogWithWhoAndFromWhere() throws SQLException {
    String room = anns.make();
    bens.join(room).isJson(200);
    anns.put(room, ben.name(), "moderator").isJson(200);
    anns.change(room, "{\"name\":\"N\",\"topic\":\"T\",\"slow_mode\":5,\"archived\":true}");
    anns.change(room, "{\"archived\":false}").isJson(200);
    anns.mute(room, "Guest", 5).hasStatus(204);
    String message = bens.say(room, ben.name(), "Hello!");
    anns.deleteMessage(room, message).hasStatus(204);
    anns.remove(room, ben.name()).hasStatus(204);
    anns.ban(room, "Guest").hasStatus(204);
    anns.put(room, cem.name(), "member").isJson(200);
    cems.leave(room).hasStatus(204);
    anns.delete(room).hasStatus(204);
    assertThat(audited(room))
        .containsExactly(
            "Ann rooms.create null",
            "Ben room.join null",
            "Ann room.set-role Ben",
            "Ann room.rename null",
            "Ann room.topic null",
            "Ann room.archive null",
            "Ann room.settings null",
            "Ann room.archive null",
            "Ann room.mute Guest",
            "Ann room.delete-any Ben",
            "Ann room.remove Ben",
            "Ann room.ban Guest",
            "Ann room.invite Cem",
            "Cem room.leave null",
            "Ann room.delete null");
    assertThat(count("SELECT count(*) FROM audit WHERE address IS NULL OR actor_id IS NULL"))
        .isZero();
  }

  private static List<String> audited(String room) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection database = parley.server().connect();
        PreparedStatement select =
            database.prepareStatement(
                "SELECT actor, action, subject FROM audit WHERE room_id = ? ORDER BY n")) {
      select.setBytes(1, bytes(room));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(
              first(rows.getString(1)) + " " + rows.getString(2) + " " + first(rows.getString(3)));
        }
      }
    }
    return lines;
  }

  private static String first(String name) {
    return name == null ? null : name.split(" ")[0];
  }

  private static byte[] bytes(String id) {
    UUID uuid = UUID.fromString(id);
    return java.nio.ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  private static long count(String sql) throws SQLException {
    try (Connection database = parley.server().connect();
        PreparedStatement select = database.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
