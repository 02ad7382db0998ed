package dev.parley.persistence;

import io.vertx.core.Future;
import io.vertx.jdbcclient.impl.ConnectionImpl;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs a whole transaction as one piece of the JDBC client's blocking work. The client's own way is
 * a piece for each statement, and each prepared anew: measured with a hundred messages in a commit,
 * that doubles the CPU of the commit.
 *
 * <p>The one place that knows the JDBC client from inside. It has one connection, whose statements
 * it keeps, and no state besides: whoever has the connection from the pool may use it.
 */
final class WriterConnection {

  private final String begin;

  /** Touched only by the work, which is on one worker thread at a time. */
  private Statements statements;

  WriterConnection(String begin) {
    this.begin = begin;
  }

  /** Runs the work between the begin and a commit; undoes it if anything of this fails. */
  <T> Future<T> transaction(SqlConnection connection, BlockingWork<T> work) {
    ConnectionImpl client = (ConnectionImpl) ((SqlConnectionInternal) connection).unwrap().unwrap();
    return client.schedule(jdbc -> inTransaction(jdbc, work));
  }

  private <T> T inTransaction(Connection jdbc, BlockingWork<T> work) throws SQLException {
    if (statements == null || !statements.isOf(jdbc)) {
      statements = new Statements(jdbc);
    }
    try {
      statements.run(begin);
      T result = work.run(statements);
      commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      undo(e);
      throw e;
    }
  }

  private void commit() throws SQLException {
    try {
      statements.run(Database.COMMIT);
    } catch (SQLException e) {
      throw LostConnection.isReason(e) ? new UnknownOutcome(e) : e;
    }
  }

  /**
   * SQLite may have undone it by itself, on a full disk say; then there is nothing to undo, and it
   * says so.
   */
  private void undo(Exception cause) {
    // the driver may have closed the one that failed, and others may have half a batch
    statements.close();
    try {
      statements.run(Database.ROLLBACK);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
