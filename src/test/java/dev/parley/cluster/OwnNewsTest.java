package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is one's own is there on one's devices at other nodes, within the time that is promised. */
class OwnNewsTest {

  /** What the server promises. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @TempDir Path folder;

  @Test
  void aDraftIsShownAtTheOtherNode() throws IOException, SQLException {
    try (Fleet fleet = new Fleet(folder, 2)) {
      Account ann = account(fleet);
      String room = ann.rest().makeRoom("General");
      try (FullClient here = ann.full();
          FullClient there = ann.at(fleet.port(1)).full()) {
        String self = here.hello().get("session_id").asText();
        String draft = Json.object("content", "Hel", "session_id", self);
        long begun = System.nanoTime();
        ann.rest()
            .sendBody(
                "PUT",
                "/api/chat/rooms/" + room + "/draft",
                draft,
                "Content-Type",
                "application/json")
            .hasStatus(200);
        JsonNode shown = there.await("draft");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
        assertThat(shown.get("content").asText()).isEqualTo("Hel");
        assertThat(here.untilPong())
            .extracting(frame -> frame.get("type").asText())
            .doesNotContain("draft");
      }
    }
  }

  private static Account account(Fleet fleet) throws SQLException {
    try (Connection database = DriverManager.getConnection(fleet.url())) {
      return Account.make(database, fleet.port(0), "Ann", "member");
    }
  }
}
