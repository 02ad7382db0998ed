package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.Rooms;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What one has begun to write is there again, on one's other devices too. */
@ExtendWith(BlockedEventLoops.class)
class DraftsTest {
  private static final int MOST = 3;
  private static final String ALL = "/api/chat/me/drafts";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.drafts", Integer.toString(MOST)));

  private final Account ann = somebody("Ann");
  private final Account ben = somebody("Ben");
  private final Rooms anns = Rooms.of(ann);

  private static Account somebody(String name) {
    return parley.account(name + " " + UUID.randomUUID().toString().substring(0, 8));
  }

  private static String path(String room) {
    return "/api/chat/rooms/" + room + "/draft";
  }

  private static RestAnswer put(Account who, String path, String... fields) {
    return who.rest()
        .sendBody("PUT", path, Json.object(fields), "Content-Type", "application/json");
  }

  private static List<String> drafts(Account who) {
    List<String> contents = new ArrayList<>();
    who.rest().get(ALL).isJson(200).forEach(draft -> contents.add(draft.get("content").asText()));
    return contents;
  }

  @Test
  void whatIsBegunOnOneDeviceShowsOnTheOthersAndIsNotSaidToItself() {
    String room = anns.makePrivate();
    FullClient phone = parley.track(ann.full());
    FullClient desk = parley.track(ann.full());
    FullClient bens = parley.track(ben.full());
    String self = phone.hello().get("session_id").asText();
    JsonNode kept = put(ann, path(room), "content", " Hel", "session_id", self).isJson(200);
    JsonNode shown = desk.await("draft");
    assertThat(shown.get("room_id").asText()).isEqualTo(room);
    assertThat(shown.get("content").asText()).isEqualTo(" Hel");
    assertThat(shown.get("version")).isEqualTo(kept.get("version"));
    ann.rest().delete(path(room)).hasStatus(204);
    JsonNode gone = desk.await("draft");
    assertThat(gone.get("content").asText()).isEmpty();
    assertThat(gone.get("version").asLong()).isGreaterThan(kept.get("version").asLong());
    assertThat(phone.await("draft"))
        .as("only that it is gone, which came from elsewhere")
        .isEqualTo(gone);
    assertThat(types(bens.untilPong())).doesNotContain("draft");
    assertThat(drafts(ann)).isEmpty();
  }

  private static List<String> types(List<JsonNode> frames) {
    return frames.stream().map(frame -> frame.get("type").asText()).toList();
  }

  @Test
  void theDeviceThatWroteLastWinsAndAFastClockIsNoAdvantage() {
    String room = anns.make();
    Instant now = Instant.now();
    put(ann, path(room), "content", "later", "at", now.minusSeconds(5).toString()).isJson(200);
    JsonNode kept =
        put(ann, path(room), "content", "earlier", "at", now.minusSeconds(9).toString())
            .isJson(200);
    assertThat(kept.get("content").asText()).isEqualTo("later");
    String tomorrow = now.plusSeconds(86_400).toString();
    JsonNode fast = put(ann, path(room), "content", "fast", "at", tomorrow).isJson(200);
    assertThat(Instant.parse(fast.get("at").asText())).isBefore(now.plusSeconds(3_600));
    put(ann, path(room), "content", "now").isJson(200);
    assertThat(drafts(ann)).containsExactly("now");
  }

  @Test
  void aThreadAndAQuoteAreKeptWithIt() {
    String room = anns.make();
    String root = anns.say(room, ann.name(), "What do you think?");
    JsonNode kept =
        put(ann, path(room) + "?thread=" + root, "content", "I", "quote", root).isJson(200);
    assertThat(kept.get("thread").asText()).isEqualTo(root);
    assertThat(kept.get("quote").asText()).isEqualTo(root);
    put(ann, path(room), "content", "beside").isJson(200);
    assertThat(drafts(ann)).containsExactly("beside", "I");
    put(ann, path(room) + "?thread=" + UUID.randomUUID(), "content", "I")
        .isProblem(404, "message_not_found");
    put(ann, path(room) + "?thread=none", "content", "I").isProblem(404, "message_not_found");
    ann.rest().delete(path(room) + "?thread=" + root).hasStatus(204);
    assertThat(drafts(ann)).containsExactly("beside");
  }

  @Test
  void beyondAsManyAsOneMayHaveTheOldestIsDropped() {
    for (int i = 1; i <= MOST + 1; i++) {
      put(ann, path(anns.make()), "content", "draft " + i).isJson(200);
    }
    assertThat(drafts(ann)).containsExactly("draft 4", "draft 3", "draft 2");
  }

  @Test
  void whoMayNotReadARoomAnyMoreHasNoneThere() {
    String room = anns.makePrivate();
    anns.put(room, ben.name(), "reader").isJson(200);
    put(ben, path(room), "content", "in there").isJson(200);
    assertThat(drafts(ben)).containsExactly("in there");
    anns.remove(room, ben.name()).hasStatus(204);
    assertThat(drafts(ben)).isEmpty();
    put(ben, path(room), "content", "still").isProblem(404, "room_not_found");
    ben.rest().delete(path(room)).isProblem(404, "room_not_found");
    anns.put(room, ben.name(), "reader").isJson(200);
    assertThat(drafts(ben)).containsExactly("in there");
    anns.delete(room).hasStatus(204);
    assertThat(drafts(ben)).isEmpty();
  }

  @Test
  void whatCouldNotBePostedCannotBeKept() {
    String room = anns.make();
    put(ann, path(room), "content", "x".repeat(8000)).isJson(200);
    put(ann, path(room), "content", "x".repeat(8001)).isProblem(400, "message_too_long");
    put(ann, path(room), "content", "\0").isProblem(400, "invalid_content");
    put(ann, path(room), "content", "x", "at", "yesterday").hasStatus(400);
    put(ann, path(room), "content", "x", "session_id", "mine").hasStatus(400);
    ann.rest().delete(path(room) + "?at=yesterday").hasStatus(400);
    put(ann, path(room)).isProblem(400, "invalid_body");
    parley
        .rest()
        .sendBody("PUT", path(room), "{\"content\":\"x\"}", "Content-Type", "application/json")
        .isProblem(401, "not_signed_in");
    parley.rest().get(ALL).isProblem(401, "not_signed_in");
  }

  @Test
  void theyGoWithTheAccount() throws SQLException, IOException {
    put(ann, path(anns.make()), "content", "unsent").isJson(200);
    assertThat(count()).isEqualTo(1);
    parley
        .administrator()
        .rest()
        .post(
            "/api/chat/people/" + ann.name().replace(" ", "%20") + "/delete",
            Json.object("messages", "keep"))
        .hasStatus(204);
    assertThat(count()).isZero();
  }

  private long count() throws SQLException {
    try (Connection database = parley.server().connect();
        var query = database.prepareStatement("SELECT count(*) FROM draft WHERE person_id = ?")) {
      query.setBytes(1, dev.parley.persistence.Columns.of(ann.id().value()));
      try (ResultSet found = query.executeQuery()) {
        found.next();
        return found.getLong(1);
      }
    }
  }
}
