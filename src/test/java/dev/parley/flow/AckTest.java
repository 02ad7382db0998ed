package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A post of the full protocol: acknowledged to its sender, shown to everybody, in one order. */
@ExtendWith(BlockedEventLoops.class)
class AckTest {

  private static final int WRITERS = 4;
  private static final int EACH = 50;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void theRowIsInTheDatabaseWhenTheAckIsThere() throws SQLException {
    FullClient john = parley.full("John", room);
    try (Connection database = TestDatabase.connect(data)) {
      for (int i = 1; i <= 50; i++) {
        john.post(room, "Message " + i, "row-" + i);
        JsonNode ack = john.await("ack");
        assertThat(ack.get("nonce").asText()).isEqualTo("row-" + i);
        assertThat(seqs(database, "row-" + i)).containsExactly(ack.get("seq").asLong());
      }
    }
  }

  @Test
  void anAckSaysWhereTheMessageStands() {
    FullClient john = parley.full("John", room);
    john.post(room, "Hello!", "n-1");
    JsonNode ack = john.await("ack");
    assertThat(Json.fields(ack))
        .containsExactly("type", "room_id", "nonce", "id", "seq", "timestamp");
    JsonNode stored = parley.rest().history(room).get(0);
    for (String field : List.of("room_id", "nonce", "id", "seq", "timestamp")) {
      assertThat(ack.get(field)).as(field).isEqualTo(stored.get(field));
    }
  }

  @Test
  void onlyTheSendersSocketGetsTheAckAndEverybodyTheMessage() {
    FullClient john = parley.full("John", room);
    FullClient johnsOther = parley.full("John", room);
    FullClient jane = parley.full("Jane", room);
    ChatClient plain = parley.join(room, "Plain");
    john.post(room, "Hello!", "n-1");
    john.await("ack");
    jane.post(room, "Next");
    JsonNode message = parley.rest().history(room).get(0);
    List<JsonNode> other = withoutPresence(johnsOther.untilMessage("Next"));
    assertThat(other).as("no ack").hasSize(1);
    assertThat(withoutPresence(jane.untilMessage("Next"))).isEqualTo(other);
    assertThat(Json.fields(other.get(0)))
        .containsExactly(
            "type", "id", "room_id", "seq", "username", "content", "timestamp", "nonce");
    assertThat(other.get(0).get("id")).isEqualTo(message.get("id"));
    assertThat(plain.await("message")).isEqualTo(other.get(0));
  }

  @Test
  void everybodyOfBothProtocolsSeesTheSameOrder() {
    List<FullClient> full = people("Full");
    List<ChatClient> plain =
        IntStream.range(0, WRITERS).mapToObj(i -> parley.join(room, "Plain " + i)).toList();
    List<CompletableFuture<Void>> writing =
        IntStream.range(0, WRITERS)
            .boxed()
            .flatMap(
                i ->
                    List.of(
                        CompletableFuture.runAsync(() -> write(full.get(i))),
                        CompletableFuture.runAsync(() -> write(plain.get(i))))
                        .stream())
            .toList();
    writing.forEach(CompletableFuture::join);
    List<JsonNode> seen = plain.get(0).await("message", 2 * WRITERS * EACH);
    assertThat(Json.seqs(seen))
        .isEqualTo(LongStream.rangeClosed(1, 2 * WRITERS * EACH).boxed().toList());
    plain.stream()
        .skip(1)
        .forEach(each -> assertThat(each.await("message", seen.size())).isEqualTo(seen));
    full.forEach(each -> assertThat(each.await("message", seen.size())).isEqualTo(seen));
  }

  @Test
  void acksComeForEachPostAlsoWhenManyAreOnTheirWay() {
    FullClient john = parley.full("John", room);
    List<String> contents = IntStream.range(0, 500).mapToObj(i -> "Message " + i).toList();
    List<JsonNode> acks = john.postAll(room, contents);
    assertThat(Json.seqs(acks)).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
    assertThat(Json.texts(parley.rest().history(room), "content")).isEqualTo(contents);
  }

  /** Nor the ack of the last message, which may be there before it. */
  private static List<JsonNode> withoutPresence(List<JsonNode> frames) {
    return frames.stream()
        .filter(frame -> !frame.get("type").asText().equals("presence"))
        .filter(frame -> !frame.path("seq").asText().equals("2"))
        .toList();
  }

  private List<FullClient> people(String name) {
    return IntStream.range(0, WRITERS).mapToObj(i -> parley.full(name + " " + i, room)).toList();
  }

  private void write(FullClient writer) {
    IntStream.range(0, EACH).forEach(i -> writer.post(room, "Message " + i));
  }

  private static void write(ChatClient writer) {
    IntStream.range(0, EACH).forEach(i -> writer.say("Message " + i));
  }

  private static List<Long> seqs(Connection database, String nonce) throws SQLException {
    try (PreparedStatement select =
        database.prepareStatement("SELECT seq FROM message WHERE nonce = ?")) {
      select.setString(1, nonce);
      List<Long> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
      return found;
    }
  }
}
