package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bus.Token;
import dev.parley.persistence.Columns;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever loses a right loses it at once, at whatever is open. */
@ExtendWith(BlockedEventLoops.class)
class LiveAccessTest {

  /** What the server promises. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final String ME = "/api/chat/me";
  private static final String ROOMS = "/api/chat/rooms";
  private static final String ALL_SCOPES = "read write admin";
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  private long begun;

  private static Account somebody() {
    return parley.account("Person " + COUNT.incrementAndGet());
  }

  private void begin() {
    begun = System.nanoTime();
  }

  private void happenedAtOnce() {
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
  }

  private void isSignedOutAtOnce(ChatClient.Closed closed) {
    assertThat(closed).isEqualTo(new ChatClient.Closed(4501, "signed out"));
    happenedAtOnce();
  }

  @Test
  void signingOutClosesTheSocketsOfTheSessionAndNoOther() {
    Account ann = somebody();
    String room = parley.makeRoom();
    FullClient full = parley.track(ann.full());
    ChatClient plain = parley.track(ann.plain(room));
    Token other = parley.server().token(ann, "read");
    FullClient program =
        parley.track(
            FullClient.connectWith(parley.port(), "Authorization", "Bearer " + other.value()));
    begin();
    ann.rest().send("POST", "/api/chat/sign-out").hasStatus(204);
    isSignedOutAtOnce(full.awaitClose());
    isSignedOutAtOnce(plain.awaitClose());
    program.ping();
  }

  @Test
  void aRevokedTokenClosesItsSocketsAndBridges() throws IOException {
    Account ann = somebody();
    RestAnswer made =
        ann.rest().post(ME + "/tokens", "{\"name\":\"one\",\"scopes\":[\"read\"]}").hasStatus(201);
    String bearer = "Bearer " + made.json().get("token").asText();
    FullClient program =
        parley.track(FullClient.connectWith(parley.port(), "Authorization", bearer));
    BridgeSocket bridge = parley.track(new BridgeSocket(parley.bridgePort()));
    bridge.ask("chat.session", Json.object("Authorization", bearer), "{}");
    FullClient browser = parley.track(ann.full());
    begin();
    ann.rest().delete(ME + "/tokens/" + made.json().get("id").asText()).hasStatus(204);
    isSignedOutAtOnce(program.awaitClose());
    assertThat(bridge.next().get("message").asText()).startsWith("not_signed_in: ");
    isHungUp(bridge);
    happenedAtOnce();
    browser.ping();
  }

  private static void isHungUp(BridgeSocket bridge) throws IOException {
    try {
      JsonNode frame = bridge.next();
      assertThat(frame).as("what comes after it").isNull();
    } catch (EOFException expected) {
      // it has
    }
  }

  @Test
  void aDeactivatedAccountIsOutEverywhere() throws IOException {
    Account ann = somebody();
    String room = parley.makeRoom();
    FullClient full = parley.track(ann.full());
    ChatClient plain = parley.track(ann.plain(room));
    BridgeSocket bridge = parley.track(new BridgeSocket(parley.bridgePort()));
    String bearer = "Bearer " + parley.server().token(ann, ALL_SCOPES).value();
    bridge.ask("chat.session", Json.object("Authorization", bearer), "{}");
    begin();
    change(ann, "{\"deactivated\":true}");
    isSignedOutAtOnce(full.awaitClose());
    isSignedOutAtOnce(plain.awaitClose());
    assertThat(bridge.next().get("type").asText()).isEqualTo("err");
    isHungUp(bridge);
    happenedAtOnce();
  }

  private static void change(Account whom, String change) {
    parley.administrator().rest().patch(person(whom), change).hasStatus(200);
  }

  private static String person(Account whom) {
    return "/api/chat/people/" + whom.name().replace(" ", "%20");
  }

  @Test
  void aDeletedAccountIsOutToo() {
    Account ann = somebody();
    FullClient full = parley.track(ann.full());
    begin();
    parley
        .administrator()
        .rest()
        .post(person(ann) + "/delete", Json.object("messages", "keep"))
        .hasStatus(204);
    isSignedOutAtOnce(full.awaitClose());
  }

  @Test
  void aGuestWhoseNameComesToBelongToAnAccountIsOut() {
    Rest ada = parley.administrator().rest();
    ada.patch("/api/chat/settings", Json.object("sign_up", "open")).hasStatus(200);
    String room = parley.makeRoom();
    ChatClient guest = parley.join(room, "Newt");
    FullClient other = parley.full("Newton");
    begin();
    parley
        .rest()
        .post("/api/chat/sign-up", Json.object("username", "NEWT", "password", Account.PASSWORD))
        .hasStatus(201);
    isSignedOutAtOnceAfterHashing(guest.awaitClose());
    other.ping();
  }

  /** How long it takes to hash a password is not part of the promise. */
  private static void isSignedOutAtOnceAfterHashing(ChatClient.Closed closed) {
    assertThat(closed).isEqualTo(new ChatClient.Closed(4501, "signed out"));
  }

  @Test
  void whoIsNoAdministratorAnyMoreMayNoLongerWhatTheyMightOnASocketThatStaysOpen() {
    Account ann = parley.server().account("Person " + COUNT.incrementAndGet(), "administrator");
    Account owner = somebody();
    String room =
        owner
            .rest()
            .post(ROOMS, Json.object("name", "News", "posting", "moderators"))
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    FullClient full = parley.track(ann.full());
    full.subscribe(room);
    full.post(room, "as an administrator");
    full.await("ack");
    begin();
    change(ann, "{\"role\":\"member\"}");
    JsonNode answer;
    do {
      full.post(room, "as somebody else");
      answer = full.next();
      while (!answer.get("type").asText().matches("ack|error")) {
        answer = full.next();
      }
      happenedAtOnce();
    } while (answer.get("type").asText().equals("ack"));
    assertThat(answer.get("code").asText()).isEqualTo("forbidden");
    full.ping();
  }

  @Test
  void aTokenThatReadsCanNotWriteOnAnySocket() throws IOException {
    Account ann = somebody();
    String room = parley.makeRoom();
    String bearer = "Bearer " + parley.server().token(ann, "read").value();
    FullClient full = parley.track(FullClient.connectWith(parley.port(), "Authorization", bearer));
    assertThat(full.hello().at("/user/username").asText()).isEqualTo(ann.name());
    full.subscribe(room);
    full.post(room, "Hello!", "n-1");
    JsonNode refused = full.await("error");
    assertThat(refused.get("code").asText()).isEqualTo("forbidden");
    assertThat(refused.get("nonce").asText()).isEqualTo("n-1");
    full.send(FullFrames.typing(room));
    assertThat(full.await("error").get("code").asText()).isEqualTo("forbidden");
    ChatClient plain =
        parley.track(
            ChatClient.connect(parley.port(), "/ws/chat/" + room, "Authorization", bearer));
    plain.await("join");
    plain.say("Hello!");
    assertThat(plain.await("error").get("code").asText()).isEqualTo("forbidden");
    assertThat(parley.rest().history(room)).isEmpty();
  }

  @Test
  void aTokenThatDoesNotReadCanNotComeIn() {
    String bearer = "Bearer " + parley.server().token(somebody(), "write").value();
    ChatClient socket =
        parley.track(ChatClient.connect(parley.port(), "/ws/chat", "Authorization", bearer));
    assertThat(socket.awaitClose().code()).isEqualTo(4501);
  }

  @Test
  void helloSaysWhoItIs() {
    Account ann = somebody();
    JsonNode user = parley.track(ann.full()).hello().get("user");
    assertThat(user.toString())
        .isEqualTo(
            "{\"username\":\"%s\",\"id\":\"%s\",\"display_name\":\"%s\",\"role\":\"member\"}"
                .formatted(ann.name(), ann.id(), ann.name()));
  }

  @Test
  void whatOnesPlaceInARoomIsComesToAllSocketsOfThePerson() {
    Account owner = somebody();
    Account ann = somebody();
    String room =
        owner
            .rest()
            .post(ROOMS, Json.object("name", "Backroom", "kind", "private"))
            .hasStatus(201)
            .json()
            .get("id")
            .asText();
    FullClient first = parley.track(ann.full());
    FullClient second = parley.track(ann.full());
    String member = ROOMS + "/" + room + "/members/" + ann.name().replace(" ", "%20");
    put(owner, member, Json.object("role", "member"));
    for (FullClient each : new FullClient[] {first, second}) {
      JsonNode frame = each.await("member");
      assertThat(frame.get("room_id").asText()).isEqualTo(room);
      assertThat(frame.get("role").asText()).isEqualTo("member");
    }
    put(owner, member, Json.object("role", "moderator"));
    assertThat(first.await("member").get("role").asText()).isEqualTo("moderator");
    first.subscribe(room);
    ChatClient plain = parley.track(ann.plain(room));
    begin();
    owner.rest().delete(member).hasStatus(204);
    JsonNode unsubscribed = first.await("unsubscribed");
    assertThat(unsubscribed.get("code").asText()).isEqualTo("room_not_found");
    assertThat(plain.awaitClose().code()).isEqualTo(4503);
    happenedAtOnce();
    JsonNode last = second.await("member");
    while (last.hasNonNull("role")) {
      last = second.await("member");
    }
    assertThat(last.get("room_id").asText()).isEqualTo(room);
  }

  private static void put(Account by, String path, String body) {
    int status = by.rest().sendBody("PUT", path, body, "Content-Type", "application/json").status();
    assertThat(status).isIn(200, 201);
  }

  @Test
  void aSessionThatEndsByItselfClosesItsSockets() throws SQLException {
    Account ann = somebody();
    long end = System.currentTimeMillis() + 1_500;
    update("UPDATE session SET expires_at = ? WHERE hash = ?", end, ann);
    FullClient full = parley.track(ann.full());
    assertThat(full.awaitClose()).isEqualTo(new ChatClient.Closed(4501, "signed out"));
    assertThat(System.currentTimeMillis()).isBetween(end, end + AT_ONCE.toMillis());
  }

  private static void update(String sql, long time, Account ann) throws SQLException {
    try (Connection database = parley.server().connect();
        PreparedStatement update = database.prepareStatement(sql)) {
      update.setLong(1, time);
      update.setBytes(2, ann.session().hash().bytes());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  /** As the command line does, in a process of its own, from which nothing comes over the bus. */
  @Test
  void whatAnotherProcessTakesAwayIsGoneAtOnce() throws SQLException {
    Account ann = somebody();
    FullClient full = parley.track(ann.full());
    begin();
    try (Connection database = parley.server().connect()) {
      database.setAutoCommit(false);
      try (PreparedStatement end = database.prepareStatement("DELETE FROM session WHERE hash = ?");
          PreparedStatement note =
              database.prepareStatement(
                  "INSERT INTO access_change (at, person_id, name_key) VALUES (?, ?, ?)")) {
        end.setBytes(1, ann.session().hash().bytes());
        end.executeUpdate();
        note.setLong(1, System.currentTimeMillis());
        note.setBytes(2, Columns.of(ann.id().value()));
        note.setString(3, ann.name().toLowerCase(Locale.ROOT));
        note.executeUpdate();
      }
      database.commit();
    }
    isSignedOutAtOnce(full.awaitClose());
  }
}
