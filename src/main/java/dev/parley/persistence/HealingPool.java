package dev.parley.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * A pool that replaces the connections that are lost, and does the work that was lost with one on
 * another: it was not committed, so it has done nothing. Only what was lost in its commit fails, as
 * {@link UnknownOutcome}.
 *
 * <p>After the server was restarted, each connection that nobody used meanwhile is a lost one; so
 * work is done again as often as there are connections, and no more often. Safe for any thread.
 */
final class HealingPool {

  private final Pool pool;

  HealingPool(Pool pool) {
    this.pool = pool;
  }

  /** Does work on a connection that nobody else has meanwhile. */
  <T> Future<T> with(Function<SqlConnection, Future<T>> work) {
    return with(work, pool.size());
  }

  private <T> Future<T> with(Function<SqlConnection, Future<T>> work, int mayBeLost) {
    return pool.withConnection(
        connection ->
            work.apply(connection).recover(error -> failed(connection, error, work, mayBeLost)));
  }

  private <T> Future<T> failed(
      SqlConnection connection,
      Throwable error,
      Function<SqlConnection, Future<T>> work,
      int mayBeLost) {
    if (!LostConnection.isReason(error)) {
      return Future.failedFuture(error);
    }
    boolean again = mayBeLost > 0 && !(error instanceof UnknownOutcome);
    return LostConnection.drop(connection)
        .transform(dropped -> again ? with(work, mayBeLost - 1) : Future.failedFuture(error));
  }

  Future<Void> close() {
    return pool.close();
  }
}
