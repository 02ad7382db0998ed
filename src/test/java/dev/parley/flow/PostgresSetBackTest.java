package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.PostgresServer;
import dev.parley.testing.Rest;
import dev.parley.testing.TestDatabase;
import dev.parley.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who comes back to a server whose database was set back is told to read the history anew; a
 * restart of either is no reason to.
 */
@ExtendWith(BlockedEventLoops.class)
class PostgresSetBackTest {

  /** The statement that the README gives to whoever puts back a snapshot. */
  private static final Pattern README_STATEMENT = Pattern.compile("psql -d parley -c \"(.*)\"");

  @TempDir Path folder;
  private String url;
  private String room;
  private String epoch;

  @Test
  void afterACopyWasPutInItsPlaceWhoComesBackIsNotRecovered() throws SQLException {
    String other = TestDatabase.create();
    url = TestDatabase.create();
    makeARoomWithTwoMessages();
    String name = name(url);
    execute(other, "CREATE DATABASE before_" + name + " TEMPLATE " + name);
    writeInARun("Three", "Four");
    execute(other, "DROP DATABASE " + name);
    execute(other, "ALTER DATABASE before_" + name + " RENAME TO " + name);
    assertSetBack();
  }

  @Test
  void afterTheTableWasMadeAnewWhoComesBackIsNotRecovered() throws SQLException {
    url = TestDatabase.create();
    makeARoomWithTwoMessages();
    writeInARun("Three", "Four");
    execute(
        url,
        """
        DELETE FROM message WHERE seq > 2;
        UPDATE room SET head = 2, num = 2;
        CREATE TABLE copy (LIKE room INCLUDING ALL);
        INSERT INTO copy SELECT * FROM room;
        ALTER TABLE message DROP CONSTRAINT message_room_id_fkey;
        DROP TABLE room CASCADE;
        ALTER TABLE copy RENAME TO room;
        ALTER TABLE message ADD FOREIGN KEY (room_id) REFERENCES room (id);
        """);
    assertSetBack();
  }

  @Test
  void afterARecoveryFromAnArchiveWhoComesBackIsNotRecovered() throws Exception {
    Path files = Files.createDirectory(folder.resolve("pg"));
    Path copy = folder.resolve("copy");
    try (PostgresServer postgres = new PostgresServer(files)) {
      // a role without any rights of its own is enough to find out
      execute(postgres.url(), "CREATE ROLE ordinary LOGIN");
      url = postgres.url().replace("user=postgres", "user=ordinary");
      makeARoomWithTwoMessages();
      postgres.stop();
      Tool.run("cp", "-a", files.toString(), copy.toString());
      postgres.start();
      writeInARun("Three", "Four");
      postgres.stop();
      Tool.run("rm", "-r", files.toString());
      Tool.run("mv", copy.toString(), files.toString());
      postgres.startRecovering();
      assertSetBack();
    }
  }

  @Test
  void afterWhatTheReadmeSaysWhoComesBackIsNotRecovered() throws Exception {
    url = TestDatabase.create();
    makeARoomWithTwoMessages();
    writeInARun("Three", "Four");
    execute(url, "DELETE FROM message WHERE seq > 2; UPDATE room SET head = 2, num = 2");
    Path readme = Path.of(System.getProperty("project.basedir"), "README.md");
    Matcher statement = README_STATEMENT.matcher(Files.readString(readme));
    assertThat(statement.find()).isTrue();
    execute(url, statement.group(1));
    assertSetBack();
  }

  private void makeARoomWithTwoMessages() {
    try (ParleyServer server = start()) {
      room = new Rest(server.port()).makeRoom("Kept");
      new Rest(server.port()).makeRoom("Other");
      epoch = write(server, "One", "Two");
    }
  }

  private void writeInARun(String... contents) {
    try (ParleyServer server = start()) {
      JsonNode answer = comeBack(server, 1);
      assertThat(answer.get("recovered").asBoolean()).isTrue();
      assertThat(write(server, contents)).isEqualTo(epoch);
    }
  }

  /** The same seqs as before are given to other messages; who has the old ones must not go on. */
  private void assertSetBack() {
    String renewed;
    try (ParleyServer server = start()) {
      renewed = write(server, "Other three", "Other four", "Other five");
      assertThat(renewed).isNotEqualTo(epoch).matches("[0-9a-f]{16}");
      assertThat(new Rest(server.port()).get("/api/chat/rooms").isJson(200))
          .extracting(each -> each.get("epoch").asText())
          .doesNotHaveDuplicates();
      JsonNode answer = comeBack(server, 4);
      assertThat(answer.get("recovered").asBoolean()).isFalse();
      assertThat(answer.get("epoch").asText()).isEqualTo(renewed);
    }
    try (ParleyServer server = start()) {
      assertThat(comeBack(server, 4).get("epoch").asText()).isEqualTo(renewed);
    }
  }

  private JsonNode comeBack(ParleyServer server, long since) {
    try (FullClient ann = FullClient.connect(server.port(), "Ann")) {
      ann.send(FullFrames.subscribe(room, since, epoch));
      return ann.await("subscribed");
    }
  }

  /** Posts these; gives the room's epoch. */
  private String write(ParleyServer server, String... contents) {
    try (FullClient writer = FullClient.connect(server.port(), "Writer")) {
      JsonNode subscribed = writer.subscribe(room);
      writer.postAll(room, List.of(contents));
      return subscribed.get("epoch").asText();
    }
  }

  private ParleyServer start() {
    return ParleyServer.start(folder.resolve("data"), Map.of("database.url", url));
  }

  private static String name(String url) {
    return url.replaceFirst(".*/(.*)\\?.*", "$1");
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection admin = DriverManager.getConnection(url);
        Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }
}
