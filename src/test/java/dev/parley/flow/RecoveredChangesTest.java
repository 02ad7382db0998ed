package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages that were edited and deleted while somebody was away. Six were written; 2 was then
 * edited (7), 4 deleted (8), 2 edited again (9), 5 edited (10).
 */
@ExtendWith(BlockedEventLoops.class)
class RecoveredChangesTest {

  private static final String EDIT =
      "UPDATE message SET content = ?, edited_at = 1767355200000, changed_seq = ? WHERE seq = ?";
  private static final String DELETE =
      "UPDATE message SET content = '', deleted_at = 1767355200000, changed_seq = 8 WHERE seq = 4";

  @TempDir Path data;

  private ParleyServer server;
  private FullClient ann;
  private String room;

  @BeforeEach
  void changeWhatWasWritten() throws SQLException {
    try (ParleyServer before = ParleyServer.start(data);
        FullClient writer = FullClient.connect(before.port(), "Writer")) {
      room = new Rest(before.port()).makeRoom("Changed");
      writer.subscribe(room);
      writer.postAll(room, IntStream.rangeClosed(1, 6).mapToObj(i -> "Message " + i).toList());
    }
    try (Connection database = TestDatabase.connect(data)) {
      edit(database, 2, 9, "Message 2, edited again");
      edit(database, 5, 10, "Message 5, edited");
      execute(database, DELETE);
      execute(database, "UPDATE room SET head = 10");
    }
    server = ParleyServer.start(data);
    ann = FullClient.connect(server.port(), "Ann");
  }

  @AfterEach
  void stop() {
    ann.close();
    server.close();
  }

  @Test
  void eachComesOnceInItsLatestStateWhereItChangedLast() {
    List<JsonNode> missed = recover(0);
    assertThat(Json.seqs(missed)).containsExactly(1L, 3L, 6L, 4L, 2L, 5L);
    assertThat(Json.texts(missed, "content"))
        .containsExactly(
            "Message 1",
            "Message 3",
            "Message 6",
            "",
            "Message 2, edited again",
            "Message 5, edited");
    assertThat(missed.subList(0, 3)).noneMatch(message -> message.has("changed_seq"));
    assertThat(Json.texts(missed.subList(3, 6), "changed_seq")).containsExactly("8", "9", "10");
  }

  @Test
  void whoHasSeenThemAllGetsTheChangesOnly() {
    assertThat(Json.seqs(recover(6))).containsExactly(4L, 2L, 5L);
    assertThat(Json.seqs(recover(8))).containsExactly(2L, 5L);
    assertThat(Json.seqs(recover(10))).isEmpty();
  }

  @Test
  void aChangedMessageSaysWhenAndADeletedOneNothingElse() {
    List<JsonNode> missed = recover(7);
    JsonNode deleted = missed.get(0);
    assertThat(Json.fields(deleted))
        .containsExactly(
            "type",
            "id",
            "room_id",
            "seq",
            "username",
            "content",
            "timestamp",
            "changed_seq",
            "deleted_at");
    assertThat(deleted.get("deleted_at").asText()).isEqualTo("2026-01-02T12:00:00.000Z");
    assertThat(deleted.get("content").asText()).isEmpty();
    JsonNode edited = missed.get(1);
    assertThat(edited.get("edited_at").asText()).isEqualTo("2026-01-02T12:00:00.000Z");
    assertThat(edited.has("deleted_at")).isFalse();
    assertThat(edited.has("nonce")).isTrue();
  }

  @Test
  void theNextLivePositionFollowsTheHead() {
    recover(3);
    ann.post(room, "Live");
    assertThat(ann.await("message").get("seq").asLong()).isEqualTo(11);
    assertThat(ann.ping().get("heads").get(room).asLong()).isEqualTo(11);
  }

  @Test
  void aRetryOfAnEditedMessageIsStillTheFirst() {
    List<JsonNode> missed = recover(8);
    String nonce = missed.get(0).get("nonce").asText();
    try (FullClient writer = FullClient.connect(server.port(), "Writer")) {
      writer.subscribe(room);
      writer.post(room, "Message 2", nonce);
      JsonNode ack = writer.await("ack");
      assertThat(ack.get("duplicate").asBoolean()).isTrue();
      assertThat(ack.get("id")).isEqualTo(missed.get(0).get("id"));
      assertThat(ack.get("seq").asLong()).isEqualTo(2);
    }
    assertThat(ann.untilPong()).noneMatch(frame -> frame.get("type").asText().equals("message"));
  }

  private List<JsonNode> recover(long since) {
    ann.send(FullFrames.subscribe(room, since));
    List<JsonNode> missed = ann.until("subscribed");
    missed.removeIf(frame -> frame.get("type").asText().equals("presence"));
    return missed;
  }

  private static void edit(Connection database, int seq, int changedSeq, String content)
      throws SQLException {
    try (PreparedStatement update = database.prepareStatement(EDIT)) {
      update.setString(1, content);
      update.setInt(2, changedSeq);
      update.setInt(3, seq);
      update.executeUpdate();
    }
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.executeUpdate();
    }
  }
}
