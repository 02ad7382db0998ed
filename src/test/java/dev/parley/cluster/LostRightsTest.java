package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who loses a right on one node loses it on the other, within the time that is promised. */
class LostRightsTest {
  private static final Logger log = LoggerFactory.getLogger(LostRightsTest.class);

  /** What the server promises. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final String ROOMS = "/api/chat/rooms";
  private static final int HERE = 0;
  private static final int THERE = 1;

  @TempDir static Path folder;

  private static Fleet fleet;
  private static Account ada;
  private static int count;

  private Account ann;
  private FullClient here;
  private FullClient there;

  @BeforeAll
  static void start() throws IOException, SQLException {
    fleet = new Fleet(folder, 2);
    ada = account("Ada", "administrator");
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @AfterEach
  void leave() {
    here.close();
    there.close();
  }

  private static Account account(String name, String role) throws SQLException {
    try (Connection database = DriverManager.getConnection(fleet.url())) {
      return Account.make(database, fleet.port(HERE), name, role);
    }
  }

  /** Somebody new, with a socket on each node. */
  private void come(String role) throws SQLException {
    ann = account("Person" + ++count, role);
    here = ann.full();
    there = ann.at(fleet.port(THERE)).full();
  }

  private static String room(String... fields) {
    return ada.rest().post(ROOMS, Json.object(fields)).hasStatus(201).json().get("id").asText();
  }

  private void invite(String room) {
    put(ROOMS + "/" + room + "/members/" + ann.name(), Json.object("role", "member"));
  }

  private static void put(String path, String body) {
    int status =
        ada.rest().sendBody("PUT", path, body, "Content-Type", "application/json").status();
    assertThat(status).isIn(200, 201, 204);
  }

  private static void isLost(String by, long begun, Runnable onSame, Runnable onOther) {
    onSame.run();
    Duration same = Duration.ofNanos(System.nanoTime() - begun);
    onOther.run();
    Duration other = Duration.ofNanos(System.nanoTime() - begun);
    log.info(
        "closed_after_ms same_node={} other_node={} by={}", same.toMillis(), other.toMillis(), by);
    assertThat(List.of(same, other)).allMatch(time -> time.compareTo(AT_ONCE) < 0);
  }

  private void isSignedOut(String by, long begun) {
    isLost(by, begun, () -> isSignedOut(here), () -> isSignedOut(there));
  }

  private static void isSignedOut(FullClient socket) {
    assertThat(socket.awaitClose()).isEqualTo(new ChatClient.Closed(4501, "signed out"));
  }

  @Test
  void signingOutClosesTheSocketsOfTheSession() throws SQLException {
    come("member");
    long begun = System.nanoTime();
    ann.rest().send("POST", "/api/chat/sign-out").hasStatus(204);
    isSignedOut("sign_out", begun);
  }

  @Test
  void aRevokedTokenClosesItsSockets() throws SQLException {
    come("member");
    String tokens = "/api/chat/me/tokens";
    RestAnswer made =
        ann.rest().post(tokens, "{\"name\":\"one\",\"scopes\":[\"read\"]}").hasStatus(201);
    String[] bearer = {"Authorization", "Bearer " + made.json().get("token").asText()};
    FullClient program = FullClient.connectWith(fleet.port(HERE), bearer);
    FullClient another = FullClient.connectWith(fleet.port(THERE), bearer);
    long begun = System.nanoTime();
    ann.rest().delete(tokens + "/" + made.json().get("id").asText()).hasStatus(204);
    isLost("token", begun, () -> isSignedOut(program), () -> isSignedOut(another));
    here.ping();
    there.ping();
  }

  @Test
  void aDeactivatedAccountIsOutOnAllNodes() throws SQLException {
    come("member");
    long begun = System.nanoTime();
    ada.rest().patch("/api/chat/people/" + ann.name(), "{\"deactivated\":true}").hasStatus(200);
    isSignedOut("deactivation", begun);
  }

  /** Nothing of it comes over the bus: it is a process of its own, and no node. */
  @Test
  void whatTheCommandLineTakesAwayIsReadByAllNodes() throws Exception {
    come("member");
    try (ServerProcess command =
        ServerProcess.start(
            Files.createDirectories(folder.resolve("command" + count)),
            Map.of(),
            "user",
            "disable",
            ann.name(),
            "--database.url=" + fleet.url())) {
      assertThat(command.exitCode()).as(command.output()).isZero();
    }
    isSignedOut("command_line", System.nanoTime());
  }

  @Test
  void aBanIsFeltInTheRoomOnAllNodes() throws SQLException {
    String room = room("name", "Ban");
    come("member");
    here.subscribe(room);
    there.subscribe(room);
    ChatClient plain = ann.plain(room);
    ChatClient other = ann.at(fleet.port(THERE)).plain(room);
    long begun = System.nanoTime();
    put(ROOMS + "/" + room + "/bans/" + ann.name(), "{}");
    isLost(
        "ban",
        begun,
        () -> assertThat(plain.awaitClose().code()).isEqualTo(4503),
        () -> assertThat(other.awaitClose().code()).isEqualTo(4503));
    isExpelled(here, "banned");
    isExpelled(there, "banned");
  }

  private static void isExpelled(FullClient socket, String code) {
    assertThat(socket.await("unsubscribed").get("code").asText()).isEqualTo(code);
  }

  @Test
  void aRemovedMemberIsOutOfTheRoomOnAllNodes() throws SQLException {
    come("member");
    String room = room("name", "Private", "kind", "private");
    invite(room);
    here.subscribe(room);
    there.subscribe(room);
    long begun = System.nanoTime();
    ada.rest().delete(ROOMS + "/" + room + "/members/" + ann.name()).hasStatus(204);
    isLost("removal", begun, () -> isRemoved(here), () -> isRemoved(there));
  }

  /** The room ends, and it is said that one doesn't belong to it any more, in either order. */
  private static void isRemoved(FullClient socket) {
    JsonNode unsubscribed = null;
    JsonNode member = null;
    while (unsubscribed == null || member == null) {
      JsonNode frame = socket.next();
      String type = frame.get("type").asText();
      unsubscribed = type.equals("unsubscribed") ? frame : unsubscribed;
      member = type.equals("member") && frame.get("role").isNull() ? frame : member;
    }
    assertThat(unsubscribed.get("code").asText()).isEqualTo("room_not_found");
  }

  private static JsonNode until(FullClient socket, Predicate<JsonNode> wanted) {
    JsonNode frame = socket.next();
    while (!wanted.test(frame)) {
      frame = socket.next();
    }
    return frame;
  }

  @Test
  void whoIsNoAdministratorAnyMoreIsNoneOnAllNodes() throws SQLException {
    Account owner = account("Owner" + count, "member");
    String room =
        owner
            .rest()
            .post(ROOMS, Json.object("name", "News", "posting", "moderators"))
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    come("administrator");
    for (FullClient socket : List.of(here, there)) {
      socket.subscribe(room);
      socket.post(room, "as an administrator");
      socket.await("ack");
    }
    long begun = System.nanoTime();
    ada.rest().patch("/api/chat/people/" + ann.name(), "{\"role\":\"member\"}").hasStatus(200);
    isLost("role", begun, () -> mayNoLongerPost(here, room), () -> mayNoLongerPost(there, room));
  }

  private static void mayNoLongerPost(FullClient socket, String room) {
    JsonNode answer;
    do {
      socket.post(room, "as somebody else");
      answer = until(socket, frame -> frame.get("type").asText().matches("ack|error"));
    } while (answer.get("type").asText().equals("ack"));
    assertThat(answer.get("code").asText()).isEqualTo("forbidden");
  }

  @Test
  void whoIsThereOnOneNodeIsThereForThoseOfTheOther() throws SQLException {
    come("member");
    awaitPresence(THERE, "online");
    here.send("{\"type\":\"presence\",\"status\":\"away\"}");
    there.leave();
    awaitPresence(THERE, "away");
    here.leave();
    awaitPresence(THERE, "offline");
  }

  private void awaitPresence(int node, String expected) {
    Account asking = ada.at(fleet.port(node));
    String presence = "";
    long begun = System.nanoTime();
    while (!presence.equals(expected)) {
      presence =
          asking.rest().get("/api/chat/people/" + ann.name()).isJson(200).get("presence").asText();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }
  }
}
