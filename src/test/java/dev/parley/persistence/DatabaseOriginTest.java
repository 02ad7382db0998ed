package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which databases are taken for what the last server left, and keep their epochs. */
class DatabaseOriginTest {
  private static final String ROOM =
      "INSERT INTO room (id, name, created_at) VALUES (x'01', 'A', 0)";

  @TempDir Path temp;
  private Path folder;
  private Path database;
  private Path lock;
  private String epoch;

  @BeforeEach
  void makeARoom() throws SQLException, IOException {
    folder = Files.createDirectory(temp.resolve("data"));
    database = folder.resolve("parley.db");
    lock = folder.resolve("parley.lock");
    assertThat(start()).isEmpty();
    execute(ROOM);
    execute("UPDATE room SET epoch = '00112233445566aa'");
    epoch = epoch();
  }

  @Test
  void aRestartKeepsTheEpochs() throws SQLException {
    assertKept();
    assertKept();
  }

  @Test
  void aKilledServerIsFollowedByOneThatKeepsTheEpochs() throws SQLException, IOException {
    DatabaseFile running = new DatabaseFile(folder);
    running.prepare();
    byte[] lockOfTheKilled = Files.readAllBytes(lock);
    // in place, so that the inode stays: what a kill would have left
    byte[] databaseOfTheKilled = Files.readAllBytes(database);
    running.release();
    Files.write(lock, lockOfTheKilled);
    Files.write(database, databaseOfTheKilled);
    assertKept();
  }

  @Test
  void anOlderCopyOfTheDatabaseAloneIsRenewed() throws SQLException, IOException {
    byte[] copy = Files.readAllBytes(database);
    assertKept();
    Files.write(database, copy);
    assertRenewed("other_token");
    assertKept();
  }

  @Test
  void aCopyThatWasMadeWhileTheServerRanIsRenewed() throws SQLException, IOException {
    DatabaseFile running = new DatabaseFile(folder);
    running.prepare();
    Path copy = temp.resolve("copy.db");
    execute("VACUUM INTO '" + copy + "'");
    running.release();
    Files.write(database, Files.readAllBytes(copy));
    assertRenewed("other_token");
  }

  @Test
  void aFolderThatIsReplacedByItsCopyIsRenewed() throws SQLException, IOException {
    Path copy = Files.createDirectory(temp.resolve("copy"));
    for (Path file : List.of(database, lock)) {
      Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    assertKept();
    // aside and not deleted: its inode could be given again
    Files.move(folder, temp.resolve("aside"));
    Files.move(copy, folder);
    assertRenewed("other_file");
    assertKept();
  }

  @Test
  void aDatabaseWhoseLockFileIsGoneOrEmptyIsRenewed() throws SQLException, IOException {
    Files.delete(lock);
    assertRenewed("lock_unsigned");
    Files.write(lock, new byte[0]);
    assertRenewed("lock_unsigned");
  }

  @Test
  void aDatabaseOfBeforeKeepsItsEpochsUnlessAServerSignedSince() throws SQLException, IOException {
    execute("DELETE FROM origin");
    Files.write(lock, new byte[0]);
    byte[] before = Files.readAllBytes(database);
    assertKept();
    assertKept();
    Files.write(database, before);
    assertRenewed("unsigned");
  }

  /** The lock file has the new token, the database the old one, and a copy may too. */
  @Test
  void aKillBetweenTheTwoWritesRenewsAndSoDoesACopyOfBefore() throws SQLException, IOException {
    byte[] before = Files.readAllBytes(database);
    try (Connection other = DriverManager.getConnection(DatabaseSetup.url(folder));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      // it can't write the database, as if it were killed just before
      DatabaseFile between = new DatabaseFile(folder);
      try (CapturedLog log = CapturedLog.of(Origin.class)) {
        between.prepare();
        assertThat(log.lines())
            .singleElement()
            .asString()
            .startsWith("WARN origin_not_signed file=" + database);
        between.release();
      }
      statement.execute("ROLLBACK");
    }
    Files.write(database, before);
    assertRenewed("other_token");
  }

  @Test
  void aDatabaseThatIsGoneWhenTheServerStopsIsNotMadeAnew() throws IOException {
    DatabaseFile running = new DatabaseFile(folder);
    running.prepare();
    Files.delete(database);
    try (CapturedLog log = CapturedLog.of(Origin.class)) {
      running.release();
      assertThat(log.lines()).hasSize(1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(lock);
    }
  }

  private void assertKept() throws SQLException {
    assertThat(start()).isEmpty();
    assertThat(epoch()).isEqualTo(epoch);
  }

  private void assertRenewed(String reason) throws SQLException {
    assertThat(start()).containsExactly("INFO epochs_renewed reason=" + reason + " rooms=1");
    assertThat(epoch()).isNotEqualTo(epoch).matches("[0-9a-f]{16}");
    epoch = epoch();
  }

  /** Starts and stops a server; gives what it logged. */
  private List<String> start() {
    try (CapturedLog log = CapturedLog.of(Origin.class)) {
      DatabaseFile file = new DatabaseFile(folder);
      file.prepare();
      file.release();
      return log.lines();
    }
  }

  private String epoch() throws SQLException {
    try (Connection connection = DriverManager.getConnection(DatabaseSetup.url(folder));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT epoch FROM room")) {
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(DatabaseSetup.url(folder));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
