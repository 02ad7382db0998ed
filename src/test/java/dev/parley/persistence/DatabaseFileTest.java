package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {
  @TempDir Path temp;
  private DatabaseFile file;

  @AfterEach
  void release() {
    if (file != null) {
      file.release();
    }
  }

  @Test
  void theFolderAndTheDatabaseAreMadeIfTheyAreNotThere() {
    Path folder = temp.resolve("a/b");
    prepare(folder);
    assertThat(folder.resolve("parley.db")).isNotEmptyFile();
    assertThat(folder.resolve("parley.lock")).exists();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseOnTheMachineReadsTheFolderAndWhatIsInIt() throws IOException, SQLException {
    Path folder = temp.resolve("private");
    prepare(folder);
    assertThat(permissions(folder)).isEqualTo("rwx------");
    String url = "jdbc:sqlite:" + folder.resolve("parley.db");
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement()) {
      statement.execute("INSERT INTO room (id, name, created_at) VALUES (x'01', '7', 0)");
      for (String name : List.of("parley.db", "parley.lock", "parley.db-wal", "parley.db-shm")) {
        assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rw-------");
      }
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aDatabaseThatIsThereIsOpenedAgain() throws SQLException {
    prepare(temp);
    file.release();
    execute("INSERT INTO room (id, name, created_at) VALUES (x'01', '7', 0)");
    prepare(temp);
    assertThat(DatabaseSetup.inTheFile(temp)).containsExactly(7L);
  }

  @Test
  void aSecondServerIsKeptOutOfTheFolderUntilTheFirstHasLeft() {
    prepare(temp);
    DatabaseFile second = new DatabaseFile(temp);
    assertThatThrownBy(second::prepare)
        .isInstanceOf(StorageException.class)
        .hasMessage("Another Parley uses the folder " + temp + ".");
    file.release();
    file = second;
    second.prepare();
  }

  @Test
  void aBrokenDatabaseIsRefusedAndLeftAsItWas() throws IOException {
    byte[] noise = new byte[8192];
    new Random(3).nextBytes(noise);
    assertRefusedAndLeft(noise, "not a database");
    byte[] header = "SQLite format 3\0".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(header, 0, noise, 0, header.length);
    assertRefusedAndLeft(noise, "");
    assertRefusedAndLeft(
        "a text file, longer than a header of a database would be, or so. "
            .repeat(9)
            .getBytes(StandardCharsets.UTF_8),
        "not a database");
  }

  @Test
  void anEmptyDatabaseIsRefusedAndLeftAsItWas() throws IOException {
    assertRefusedAndLeft(new byte[0], "is empty");
  }

  @Test
  void aDatabaseThatIsCutShortIsRefusedAndLeftAsItWas() throws IOException, SQLException {
    byte[] whole = filled();
    for (int length : new int[] {1, 99, 100, 1024, 1025, whole.length / 2, whole.length - 1}) {
      assertRefusedAndLeft(Arrays.copyOf(whole, length), "parley.db");
    }
    assertRefusedAndLeft(Arrays.copyOf(whole, whole.length - 1), "is cut short");
  }

  @Test
  void aDatabaseWithNoiseInItIsRefusedAndLeftAsItWas() throws IOException, SQLException {
    byte[] whole = filled();
    int page = 1024;
    for (int from : new int[] {0, 100, page, 2 * page, whole.length / 2 / page * page}) {
      byte[] noisy = whole.clone();
      byte[] noise = new byte[2 * page];
      new Random(from).nextBytes(noise);
      System.arraycopy(noise, 0, noisy, from, noise.length);
      assertRefusedAndLeft(noisy, "parley.db");
    }
  }

  @Test
  void aBrokenDatabaseKeepsItsWriteAheadLog() throws IOException, SQLException {
    byte[] whole = filled();
    Path log = temp.resolve("parley.db-wal");
    byte[] written;
    try (Connection connection = DriverManager.getConnection(DatabaseSetup.url(temp));
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO room (id, name, created_at) VALUES (x'ff', '7', 0)");
      written = Files.readAllBytes(log);
    }
    Arrays.fill(whole, 2048, 4096, (byte) 7);
    Files.write(log, written);
    assertRefusedAndLeft(whole, "is damaged");
    assertThat(log).hasBinaryContent(written);
  }

  @Test
  void aDatabaseThatIsGoneWhileItsWriteAheadLogIsThereIsNotMadeAnew() throws IOException {
    Path log = Files.write(temp.resolve("parley.db-wal"), new byte[] {1, 2, 3});
    assertRefused(temp, "is gone");
    assertThat(log).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(temp.resolve("parley.db")).doesNotExist();
  }

  @Test
  void ofALargeDatabaseTheRoomsAreChecked() throws IOException, SQLException {
    byte[] whole = filled();
    Path database = temp.resolve("parley.db");
    new DatabaseCheck(database, 0).requireUsable();
    Files.write(database, Arrays.copyOf(whole, whole.length - 1024));
    assertThatThrownBy(() -> new DatabaseCheck(database, 0).requireUsable())
        .hasMessageContaining("is cut short");
    int root;
    Files.write(database, whole);
    try (Connection connection = DriverManager.getConnection(DatabaseSetup.url(temp));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT rootpage FROM sqlite_master WHERE name = 'room'")) {
      root = row.getInt(1);
    }
    Arrays.fill(whole, (root - 1) * 1024, root * 1024, (byte) 7);
    Files.write(database, whole);
    assertThatThrownBy(() -> new DatabaseCheck(database, 0).requireUsable())
        .hasMessageContaining("is damaged");
  }

  @Test
  void whatAnInterruptedFirstStartLeftIsPutAside() throws IOException {
    for (String left : List.of("parley.db.new", "parley.db.new-wal", "parley.db.new-shm")) {
      Files.write(temp.resolve(left), new byte[] {1, 2, 3});
    }
    prepare(temp);
    file.release();
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("parley.db", "parley.lock");
    }
  }

  /** Watches the folder from the side: the first that is ever seen of the database is all of it. */
  @Test
  void theFirstDatabaseIsThereAsAWholeOrNotAtAll() throws Exception {
    Path database = temp.resolve("parley.db");
    AtomicReference<byte[]> first = new AtomicReference<>();
    Thread watcher =
        new Thread(
            () -> {
              while (first.get() == null) {
                try {
                  first.set(Files.readAllBytes(database));
                } catch (IOException notThereYet) {
                  Thread.onSpinWait();
                }
              }
            });
    watcher.start();
    prepare(temp);
    watcher.join();
    file.release();
    Path copy = Files.createDirectory(temp.resolve("copy"));
    Files.write(copy.resolve("parley.db"), first.get());
    new DatabaseCheck(copy.resolve("parley.db")).requireUsable();
  }

  @Test
  void aDatabaseOfANewerParleyIsRefused() throws SQLException {
    prepare(temp);
    file.release();
    execute(
        """
        INSERT INTO flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
        VALUES (99, '999', 'later', 'SQL', 'V999__later.sql', 1, 'later', 1, 1)
        """);
    assertRefused(temp, "is of a newer Parley");
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() throws SQLException {
    execute("CREATE TABLE recipe (name TEXT)");
    execute("INSERT INTO recipe VALUES ('soup')");
    assertRefused(temp, "parley.db");
    execute("UPDATE recipe SET name = 'stew' WHERE name = 'soup'");
  }

  @Test
  void aFolderThatCanNotBeMadeOrWrittenIsRefused() throws IOException {
    Path notAFolder = Files.writeString(temp.resolve("taken"), "");
    assertRefused(notAFolder, "can't be made");
    assertRefused(notAFolder.resolve("below"), "can't be made");
    Path locked = Files.createDirectories(temp.resolve("locked/parley.lock")).getParent();
    assertRefused(locked, "can't be written");
  }

  /** A whole database with a few hundred rooms. */
  private byte[] filled() throws IOException, SQLException {
    prepare(temp);
    file.release();
    execute(
        """
        WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 1400)
        INSERT INTO room (id, name, created_at) SELECT CAST(i AS BLOB), 'Room ' || i, 0 FROM n
        """);
    return Files.readAllBytes(temp.resolve("parley.db"));
  }

  private void prepare(Path folder) {
    file = new DatabaseFile(folder);
    file.prepare();
  }

  private void assertRefusedAndLeft(byte[] content, String reason) throws IOException {
    Path database = Files.write(temp.resolve("parley.db"), content);
    assertRefused(temp, reason);
    assertThat(database).hasBinaryContent(content);
  }

  /** Refused with a sentence that names what it is about, and the folder is free again. */
  private static void assertRefused(Path folder, String reason) {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> new DatabaseFile(folder).prepare())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining(reason)
          .extracting(error -> error.getMessage().lines().count())
          .isEqualTo(1L);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(DatabaseSetup.url(temp));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
