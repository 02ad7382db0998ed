package dev.parley.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes a connection to a database server that has gone out of its pool, so that the next who asks
 * gets a new one. The JDBC client of 5.0.10 would keep it: it takes every connection to be valid.
 */
final class LostConnection {

  /** Connection exceptions, of the SQL standard's class 08. */
  private static final String CONNECTION = "08";

  /** PostgreSQL's: shut down by somebody, crashed, not ready yet; and idle for too long. */
  private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

  private LostConnection() {}

  /** Whether this is why there is no connection any more. */
  static boolean isReason(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith(CONNECTION) || ENDED.contains(state);
      }
    }
    return false;
  }

  /** Drops it; whoever has it gives it back all the same. */
  static Future<Void> drop(SqlConnection connection) {
    Connection pooled = ((SqlConnectionInternal) connection).unwrap();
    Connection.Holder place = (Connection.Holder) pooled;
    // on a worker of the connection's own context, as all of its work
    return Future.<Void>future(closed -> pooled.unwrap().close(place, closed))
        .onComplete(closed -> place.handleClosed());
  }
}
