package dev.parley.persistence;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only two ways to the database.
 *
 * <p>They have pools of their own, and that is not only for speed: after a transaction, the JDBC
 * client 5.0.10 leaves autocommit off on the pooled connection, and a plain statement that runs on
 * it next is never committed. So the writer's pool is used in transactions only, and the readers,
 * which never have one, can't write.
 *
 * <p>Safe for any thread. What fails is logged here and comes back as {@code storage_unavailable},
 * or as {@code overloaded} if more waits than the limits allow; a {@link Failure} that the work
 * itself gives passes through.
 */
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final Pool writer;
  private final Pool readers;
  private final String beginWrite;
  private volatile boolean closing;

  /**
   * Uses these pools.
   *
   * @param beginWrite the statement that each transaction begins with
   */
  Database(Pool writer, Pool readers, String beginWrite) {
    this.writer = writer;
    this.readers = readers;
    this.beginWrite = beginWrite;
  }

  /**
   * Runs work in a transaction: it is committed as a whole when this succeeds, and undone as a
   * whole otherwise.
   */
  public <T> Future<T> write(Function<Sql, Future<T>> work) {
    return writer
        .withTransaction(
            connection ->
                new Sql(connection)
                    .update(beginWrite, Tuple.tuple())
                    .compose(begun -> attempt(work, connection)))
        .recover(error -> Future.failedFuture(asFailure("write", error)));
  }

  /** Runs work that only reads. Each statement sees what was committed before it began. */
  public <T> Future<T> read(Function<Sql, Future<T>> work) {
    return readers
        .withConnection(connection -> attempt(work, connection))
        .recover(error -> Future.failedFuture(asFailure("read", error)));
  }

  Future<Void> close() {
    closing = true;
    return readers.close().eventually(writer::close);
  }

  private static <T> Future<T> attempt(Function<Sql, Future<T>> work, SqlConnection connection) {
    try {
      return work.apply(new Sql(connection));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Failure asFailure(String what, Throwable error) {
    if (error instanceof Failure failure) {
      return failure;
    }
    if (error instanceof ConnectionPoolTooBusyException) {
      return new Failure(FailureCode.OVERLOADED);
    }
    if (closing) {
      log.info("storage_closed what={}", what);
    } else {
      log.error("storage_failed what={}", what, error);
    }
    return new Failure(FailureCode.STORAGE_UNAVAILABLE);
  }
}
