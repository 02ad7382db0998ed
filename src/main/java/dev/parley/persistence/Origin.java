package dev.parley.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a database is the one that the last server in its folder left, and gives every
 * room a new epoch if it isn't: an older copy gives the same seqs to other messages, and its own
 * epochs came back with it.
 *
 * <p>A random token stands in the database and in the lock file beside it, a new one at every start
 * and every stop, so an older copy of the database alone has another token. The database also has
 * its own device and inode, which tells a folder that was put back whole by copying it. Moving to
 * another disk or machine looks the same and costs each client one reading of the history.
 *
 * <p>The lock file is written first, and to the disk: a token that no database has is taken for
 * another's, whereas the old one would still fit a copy from before. So a kill in between, or a
 * database that can't be written, renews needlessly the next time, and never leaves a copy
 * unnoticed.
 *
 * <p>What it can't see: database and lock file both overwritten in place, or by chance under the
 * old inode; and a copy made while a server ran, put back in place after that server was killed.
 */
final class Origin {

  private static final String SELECT = "SELECT token, file FROM origin";
  private static final String RENEW = "UPDATE room SET epoch = lower(hex(randomblob(8)))";
  private static final String SIGN =
      """
      INSERT INTO origin (id, token, file) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET token = excluded.token, file = excluded.file
      """;

  /** Far more than a token; what is longer isn't one. */
  private static final int TOKEN_BYTES = 64;

  private static final Logger log = LoggerFactory.getLogger(Origin.class);

  private final Path file;
  private final FileChannel lock;
  private final DataSource dataSource;

  /**
   * Of this database.
   *
   * @param lock the lock file, held, to read and write
   * @param dataSource connections that may write but don't make the file
   */
  Origin(Path file, FileChannel lock, DataSource dataSource) {
    this.file = file;
    this.lock = lock;
    this.dataSource = dataSource;
  }

  /** Renews the epochs if need be and signs, before anybody reads the rooms. */
  void arrive() throws SQLException, IOException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      String reason = strange(statement);
      String token = tokenIntoLock();
      if (reason == null) {
        signIfPossible(connection, token);
        return;
      }
      statement.execute(SqliteDataSources.BEGIN);
      int rooms = statement.executeUpdate(RENEW);
      sign(connection, token);
      statement.execute(Database.COMMIT);
      // a first database beside an old lock file has no rooms yet
      if (rooms > 0) {
        log.info("epochs_renewed reason={} rooms={}", reason, rooms);
      }
    }
  }

  /** Signs again, so that a copy made while the server ran is told from what it leaves. */
  void leave() {
    try (Connection connection = dataSource.getConnection()) {
      signIfPossible(connection, tokenIntoLock());
    } catch (SQLException | IOException e) {
      log.warn("origin_not_signed file={} reason={}", file, e.getMessage());
    }
  }

  /** Why this isn't what the last server left; null if it is. */
  private String strange(Statement statement) throws SQLException, IOException {
    String left = tokenInLock();
    try (ResultSet row = statement.executeQuery(SELECT)) {
      if (!row.next()) {
        // of before there were tokens: so was the last server, unless it left one
        return left.isEmpty() ? null : "unsigned";
      }
      if (left.isEmpty()) {
        return "lock_unsigned";
      }
      if (!left.equals(row.getString(1))) {
        return "other_token";
      }
      return fileKey().equals(row.getString(2)) ? null : "other_file";
    }
  }

  /** On a full disk there is still everything to read, and without this the next start renews. */
  private void signIfPossible(Connection connection, String token) throws IOException {
    try {
      sign(connection, token);
    } catch (SQLException e) {
      log.warn("origin_not_signed file={} reason={}", file, e.getMessage());
    }
  }

  private void sign(Connection connection, String token) throws SQLException, IOException {
    try (PreparedStatement statement = connection.prepareStatement(SIGN)) {
      statement.setString(1, token);
      statement.setString(2, fileKey());
      statement.executeUpdate();
    }
  }

  private String fileKey() throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key == null ? "" : key.toString();
  }

  private String tokenInLock() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(TOKEN_BYTES);
    lock.read(content, 0);
    return new String(content.array(), 0, content.position(), StandardCharsets.UTF_8);
  }

  private String tokenIntoLock() throws IOException {
    String token = UUID.randomUUID().toString();
    ByteBuffer content = ByteBuffer.wrap(token.getBytes(StandardCharsets.UTF_8));
    // over the old one: this needs no new space on a full disk, and half of it is no token at all
    while (content.hasRemaining()) {
      lock.write(content, content.position());
    }
    lock.truncate(content.position());
    lock.force(true);
    return token;
  }
}
