package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.Rooms;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What somebody wrote goes, in pieces: with a ban, or with the account. */
@ExtendWith(BlockedEventLoops.class)
class ErasedMessagesTest {

  /** More than goes in one piece. */
  private static final int MANY = 1200;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path data;

  private ParleyServer server;
  private Account ann;
  private Account ben;

  @BeforeEach
  void start() {
    server = ParleyServer.start(data);
    ann = server.account("Ann");
    ben = server.account("Ben");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBanTakesAllThatSomebodyWroteThereAndClientsLearnOfEach() {
    String room = Rooms.of(ann).make();
    String elsewhere = Rooms.of(ann).make();
    write(ben, elsewhere, 1, "Elsewhere");
    write(ben, room, MANY, "Rude");
    write(ann, room, 3, "Kind");
    try (ChatClient reader = connect(ann)) {
      reader.send(FullFrames.subscribe(room));
      Rooms.of(ann).banAndErase(room, "Ben").hasStatus(204);
      long deletions = 0;
      while (deletions < MANY) {
        if (reader.next().has("deleted_at")) {
          deletions++;
        }
      }
    }
    assertThat(Json.texts(rest().history(room), "content"))
        .containsExactly("Kind 0", "Kind 1", "Kind 2");
    assertThat(rest().history(elsewhere)).hasSize(1);
    eventually(() -> count("SELECT count(*) FROM erasure") == 0);
    assertThat(count("SELECT count(*) FROM message WHERE content LIKE 'Rude%'")).isZero();
    assertThat(count("SELECT count(DISTINCT changed_seq) FROM message WHERE deleted_at > 0"))
        .as("each has a place of its own")
        .isEqualTo(MANY);
  }

  @Test
  void aGuestsMessagesGoToo() {
    String room = Rooms.of(ann).make();
    Rooms guests = Rooms.of(rest());
    guests.say(room, "Rude guest", "One");
    guests.say(room, "RUDE guest", "Two");
    guests.say(room, "Kind guest", "Three");
    Rooms.of(ann).banAndErase(room, "rude guest").hasStatus(204);
    eventually(() -> rest().history(room).size() == 1);
    assertThat(Json.texts(rest().history(room), "content")).containsExactly("Three");
  }

  @Test
  void whatAStoppedServerLeftGoesOnAfterTheNextStart() throws SQLException {
    String room = Rooms.of(ann).make();
    write(ben, room, MANY, "Rude");
    server.close();
    // as it stands between two pieces, the first of which is done
    order(room, ben, "delete", 700);
    execute(
        "UPDATE message SET content = '', deleted_at = 1, changed_seq = seq + "
            + MANY
            + " WHERE seq <= 700");
    execute("UPDATE room SET head = " + (MANY + 700));
    server = ParleyServer.start(data);
    eventually(() -> rest().history(room).isEmpty());
    eventually(() -> count("SELECT count(*) FROM erasure") == 0);
    assertThat(count("SELECT max(changed_seq) FROM message")).isEqualTo(2L * MANY);
    assertThat(count("SELECT count(*) FROM message WHERE changed_seq > seq")).isEqualTo(MANY);
  }

  @Test
  void theMessagesOfADeletedAccountStayAsThoseOfNobody() {
    String room = Rooms.of(ann).make();
    Rooms.of(ann).put(room, "Ben", "member").isJson(200);
    write(ben, room, 2, "Kept");
    delete("keep");
    eventually(() -> authors(room).equals(List.of("deleted person", "deleted person")));
    JsonNode message = rest().history(room).get(0);
    assertThat(message.get("content").asText()).isEqualTo("Kept 0");
    assertThat(message.has("user_id")).isFalse();
    eventually(() -> count("SELECT count(*) FROM erasure") == 0);
    assertThat(Rooms.of(ann).notices(room)).contains("Ann added deleted person");
    assertThat(count("SELECT count(*) FROM message WHERE content = 'Ben' OR author = 'Ben'"))
        .isZero();
  }

  @Test
  void theMessagesOfADeletedAccountGoIfThatIsWanted() {
    String first = Rooms.of(ann).make();
    String second = Rooms.of(ann).makePrivate();
    Rooms.of(ann).put(second, "Ben", "member").isJson(200);
    write(ben, first, 2, "Gone");
    write(ben, second, 2, "Gone");
    write(ann, second, 1, "Kept");
    delete("delete");
    eventually(() -> count("SELECT count(*) FROM erasure") == 0);
    assertThat(rest().history(first)).isEmpty();
    assertThat(Json.texts(ann.rest().history(second), "content")).containsExactly("Kept 0");
    assertThat(count("SELECT count(*) FROM message WHERE author = 'Ben'")).isZero();
  }

  private void delete(String messages) {
    server
        .administrator()
        .rest()
        .post("/api/chat/people/Ben/delete", Json.object("messages", messages))
        .hasStatus(204);
  }

  private List<String> authors(String room) {
    return Json.texts(rest().history(room), "username");
  }

  private void write(Account who, String room, int count, String what) {
    try (ChatClient writer = connect(who)) {
      writer.send(FullFrames.subscribe(room));
      writer.await("subscribed");
      IntStream.range(0, count)
          .forEach(i -> writer.send(FullFrames.message(room, what + " " + i, "n-" + i)));
      writer.await("ack", count);
    }
  }

  private ChatClient connect(Account who) {
    ChatClient client =
        ChatClient.connect(server.port(), FullFrames.target(who.name()), who.headers());
    client.await("hello");
    return client;
  }

  private Rest rest() {
    return new Rest(server.port());
  }

  private void order(String room, Account whose, String mode, long nextSeq) throws SQLException {
    try (Connection database = server.connect();
        PreparedStatement insert =
            database.prepareStatement(
                """
                INSERT INTO erasure (id, room_id, person_id, name, mode, made_by, next_room, next_seq, created_at)
                VALUES (?, ?, ?, ?, ?, 'Ann', ?, ?, 1)
                """)) {
      insert.setBytes(1, bytes(UUID.randomUUID()));
      insert.setBytes(2, bytes(UUID.fromString(room)));
      insert.setBytes(3, bytes(whose.id().value()));
      insert.setString(4, whose.name());
      insert.setString(5, mode);
      insert.setBytes(6, bytes(UUID.fromString(room)));
      insert.setLong(7, nextSeq);
      insert.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection database = server.connect();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }

  private long count(String sql) {
    try (Connection database = server.connect();
        PreparedStatement select = database.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static void eventually(BooleanSupplier holds) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(end);
      Thread.onSpinWait();
    }
  }
}
