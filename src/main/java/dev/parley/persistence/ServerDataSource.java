package dev.parley.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to a database server that may be gone, and for which this server may be gone.
 *
 * <p>After it failed to give one, it fails at once for a {@link #RESPITE}: otherwise each of those
 * who wait for a connection would wait for the time-out of his own, one after the other.
 *
 * <p>A transaction in which nothing is said for {@link #IDLE} is ended by the database: when the
 * network has swallowed a node, nobody else could write to the rooms that it has locked for as long
 * as the database's machine keeps up a connection without an answer, which is two hours.
 *
 * <p>A commit that is answered is on the disk, also where {@code synchronous_commit} is off for
 * others.
 *
 * <p>Safe for any thread.
 */
final class ServerDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private static final Duration RESPITE = Duration.ofSeconds(1);

  /** Far more than a transaction takes between two of its statements. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final String PREPARE =
      """
      SET idle_in_transaction_session_timeout = '%ds';
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'
      """
          .formatted(IDLE.toSeconds());

  private record Failed(SQLException reason, long at) {}

  private transient volatile Failed failed;

  @Override
  public Connection getConnection() throws SQLException {
    Failed last = failed;
    if (last != null && System.nanoTime() - last.at() < RESPITE.toNanos()) {
      throw new SQLException(
          last.reason().getMessage(), last.reason().getSQLState(), last.reason());
    }
    try {
      return prepared(super.getConnection());
    } catch (SQLException e) {
      failed = new Failed(e, System.nanoTime());
      throw e;
    }
  }

  private static Connection prepared(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PREPARE);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
