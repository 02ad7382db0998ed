package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.SqliteFile;
import dev.parley.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The database of a running server, read beside it by the database's own driver. */
@ExtendWith(BlockedEventLoops.class)
class StorageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  @SqliteFile
  void theDatabaseIsInTheDataFolderAndWritesAhead() throws SQLException {
    assertThat(data.resolve("parley.db")).exists();
    assertThat(data.resolve("parley.db-wal")).exists();
    assertThat(ask("PRAGMA journal_mode")).isEqualTo("wal");
  }

  @Test
  void theSchemaWasMadeByItsMigrations() throws SQLException {
    assertThat(ask("SELECT count(*) FROM flyway_schema_history WHERE success")).isNotEqualTo("0");
    assertThat(ask("SELECT count(*) FROM flyway_schema_history WHERE NOT success")).isEqualTo("0");
  }

  @Test
  void aMessageIsCommittedWhenItIsSeen() throws SQLException {
    ChatClient ann = parley.join(room, "Ann");
    for (int i = 1; i <= 50; i++) {
      ann.say("Committed " + room + i);
      ann.await("message");
      assertThat(ask("SELECT count(*) FROM message WHERE content = 'Committed " + room + i + "'"))
          .isEqualTo("1");
    }
  }

  @Test
  void theMessagesOfADeletedRoomLeaveTheDatabase() throws SQLException {
    ChatClient ann = parley.join(room, "Ann");
    IntStream.range(0, 1200).forEach(i -> ann.say("Doomed " + i));
    ann.await("message", 1200);
    parley.rest().delete("/api/chat/rooms/" + room).hasStatus(204);
    long end = System.nanoTime() + PATIENCE.toNanos();
    String left = "";
    while (!left.equals("0") && System.nanoTime() < end) {
      left = ask("SELECT count(*) FROM message WHERE content LIKE 'Doomed %'");
    }
    assertThat(left).isEqualTo("0");
  }

  @Test
  @SqliteFile
  void theFileIsWhole() throws SQLException {
    ChatClient ann = parley.join(room, "Ann");
    ann.say("Hello!");
    ann.await("message");
    assertThat(ask("PRAGMA integrity_check")).isEqualTo("ok");
    assertThat(ask("SELECT count(*) FROM pragma_foreign_key_check")).isEqualTo("0");
  }

  private static String ask(String sql) throws SQLException {
    try (Connection connection = TestDatabase.connect(data);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
