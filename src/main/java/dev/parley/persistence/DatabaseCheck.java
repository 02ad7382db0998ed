package dev.parley.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * Looks at a database before it is used, and refuses what is damaged, cut short, of something else
 * or of a newer Parley. It reads only: what is refused stays byte for byte as it was, its
 * write-ahead log included.
 *
 * <p>A start must not take minutes: up to {@link #CHECKED_WHOLE_BYTES} every page is looked at,
 * which takes less than a second. Of a larger database the header, the length, the schema and the
 * rooms are checked, and damage beyond shows when it is read.
 */
final class DatabaseCheck {

  static final long CHECKED_WHOLE_BYTES = 64L << 20;

  private static final String OK = "ok";

  private final long checkedWhole;
  private final Path file;
  private final Path wal;
  private final Path index;
  private final SqliteDataSources dataSources;

  DatabaseCheck(Path file) {
    this(file, CHECKED_WHOLE_BYTES);
  }

  /** With another size, in bytes, up to which every page is looked at. */
  DatabaseCheck(Path file, long checkedWhole) {
    this.checkedWhole = checkedWhole;
    this.file = file;
    this.wal = SqliteDataSources.writeAheadLog(file);
    this.index = SqliteDataSources.sharedIndex(file);
    this.dataSources = new SqliteDataSources(file);
  }

  /**
   * Checks it.
   *
   * @throws StorageException with a sentence for whoever started the server
   */
  void requireUsable() throws SQLException, IOException {
    SqliteHeader header = SqliteHeader.of(file);
    header.requireLength(file, header.bytes(), logBytes());
    boolean hadLog = Files.exists(wal);
    boolean hadIndex = Files.exists(index);
    try {
      DataSource reading = dataSources.reading();
      requireWhole(reading, header);
      requireKnown(reading);
    } catch (StorageException | SQLException | FlywayException e) {
      // what SQLite makes beside a file that it only reads, it leaves there
      if (!hadIndex) {
        Files.deleteIfExists(index);
      }
      if (!hadLog) {
        Files.deleteIfExists(wal);
      }
      throw e;
    }
  }

  private void requireWhole(DataSource reading, SqliteHeader header)
      throws SQLException, IOException {
    try (Connection connection = reading.getConnection();
        Statement statement = connection.createStatement()) {
      long bytes = Long.parseLong(first(statement, "PRAGMA page_count")) * header.pageBytes();
      header.requireLength(file, bytes, logBytes());
      String found = first(statement, check(bytes));
      if (!OK.equals(found)) {
        throw SqliteHeader.refused(file, "is damaged (" + found.lines().findFirst().get() + ")");
      }
    }
  }

  /** What isn't in the file yet is in the log. */
  private long logBytes() throws IOException {
    return Files.exists(wal) ? Files.size(wal) : 0;
  }

  private String check(long bytes) {
    return bytes <= checkedWhole ? "PRAGMA quick_check(1)" : "PRAGMA quick_check('room')";
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void requireKnown(DataSource reading) {
    if (!Schema.SQLITE.isKnown(reading, "The database " + file)) {
      throw SqliteHeader.refused(file, "is not Parley's");
    }
  }
}
