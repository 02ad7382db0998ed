package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Rooms;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who has read a message, as members see it. */
@ExtendWith(BlockedEventLoops.class)
class ReceiptsTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final Account cem = somebody("Cem");
  private final Rooms anns = Rooms.of(ann);
  private String room;
  private String message;

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  @BeforeEach
  void write() throws SQLException {
    room = anns.makePrivate();
    anns.put(room, ben.name(), "reader").isJson(200);
    message = anns.say(room, ann.name(), "Hello!");
    anns.put(room, cem.name(), "member").isJson(200);
    List.of(ann, ben, cem).forEach(this::readAll);
  }

  private void readAll(Account who) {
    try (Connection database = parley.server().connect();
        var mark =
            database.prepareStatement(
                """
                INSERT INTO read_mark (person_id, room_id, seq, num, at) VALUES (?, ?, 100, 100, 1)
                ON CONFLICT (person_id, room_id) DO UPDATE SET seq = excluded.seq
                """)) {
      mark.setBytes(1, Columns.of(who.id().value()));
      mark.setBytes(2, Columns.of(RoomId.parse(room).value()));
      mark.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String path() {
    return "/api/chat/rooms/" + room + "/messages/" + message + "/receipts";
  }

  private List<String> readers(Account asker) {
    List<String> names = new ArrayList<>();
    asker
        .rest()
        .get(path())
        .isJson(200)
        .forEach(reader -> names.add(reader.get("username").asText()));
    return names;
  }

  @Test
  void thoseWhoWereThereAreListedWithoutTheAuthor() {
    assertThat(readers(ann)).containsExactly(ben.name());
    assertThat(readers(cem)).containsExactly(ben.name());
    message = anns.say(room, ann.name(), "Now with Cem");
    List.of(ben, cem).forEach(this::readAll);
    assertThat(readers(ann)).containsExactly(ben.name(), cem.name());
    RestAnswer page = ann.rest().get(path() + "?limit=1");
    assertThat(page.isJson(200)).hasSize(1);
    String next = page.header("Link").replaceFirst("^<([^>]*)>.*", "$1");
    JsonNode rest = ann.rest().get(next).isJson(200);
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).get("username").asText()).isEqualTo(cem.name());
  }

  @Test
  void whoSwitchesThemOffNeitherShowsNorSees() {
    assertThat(ben.rest().get("/api/chat/me").isJson(200).get("receipts").asBoolean()).isTrue();
    JsonNode me = ben.rest().patch("/api/chat/me", "{\"receipts\":false}").isJson(200);
    assertThat(me.get("receipts").asBoolean()).isFalse();
    assertThat(readers(ann)).isEmpty();
    assertThat(readers(ben)).isEmpty();
    assertThat(ben.rest().patch("/api/chat/me", "{\"about\":\"x\"}").isJson(200).get("receipts"))
        .as("what isn't given stays")
        .isEqualTo(me.get("receipts"));
    ben.rest().patch("/api/chat/me", "{\"receipts\":true}").isJson(200);
    assertThat(readers(ann)).containsExactly(ben.name());
  }

  @Test
  void whoIsNoMemberAnyMoreIsNotListedAndIsToldNothing() {
    anns.remove(room, ben.name()).hasStatus(204);
    assertThat(readers(ann)).isEmpty();
    ben.rest().get(path()).isProblem(404, "room_not_found");
    ann.rest()
        .get(path().replace(message, UUID.randomUUID().toString()))
        .isProblem(404, "message_not_found");
    anns.deleteMessage(room, message).hasStatus(204);
    ann.rest().get(path()).isProblem(404, "message_not_found");
  }
}
