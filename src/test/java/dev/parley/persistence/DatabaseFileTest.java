package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
