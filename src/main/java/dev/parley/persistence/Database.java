package dev.parley.persistence;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
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
 * <p>Safe for any thread. More than may wait is refused as {@code overloaded}. What fails is logged
 * here and comes back as {@code storage_unavailable}; a {@link Failure} that the work itself gives
 * passes through.
 */
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final Pool writer;
  private final Pool readers;

  Database(Pool writer, Pool readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Runs work in a transaction: it is committed as a whole when this succeeds, and undone as a
   * whole otherwise.
   */
  public <T> Future<T> write(Function<Sql, Future<T>> work) {
    return writer
        .withTransaction(connection -> attempt(work, connection))
        .recover(error -> Future.failedFuture(asFailure("write", error)));
  }

  /** Runs work that only reads. Each statement sees what was committed before it began. */
  public <T> Future<T> read(Function<Sql, Future<T>> work) {
    return readers
        .withConnection(connection -> attempt(work, connection))
        .recover(error -> Future.failedFuture(asFailure("read", error)));
  }

  Future<Void> close() {
    return readers.close().eventually(writer::close);
  }

  private static <T> Future<T> attempt(Function<Sql, Future<T>> work, SqlConnection connection) {
    try {
      return work.apply(new Sql(connection));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Failure asFailure(String what, Throwable error) {
    if (error instanceof Failure failure) {
      return failure;
    }
    if (error instanceof ConnectionPoolTooBusyException) {
      return new Failure(FailureCode.OVERLOADED);
    }
    log.error("storage_failed what={}", what, error);
    return new Failure(FailureCode.STORAGE_UNAVAILABLE);
  }
}
