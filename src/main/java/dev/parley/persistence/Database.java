package dev.parley.persistence;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only two ways to the database.
 *
 * <p>They have pools of their own: the writer's is used in transactions only, and the readers,
 * which never have one, can't write. Transactions are begun and ended by statements, not by the
 * JDBC client, which in 5.0.10 leaves autocommit off behind them, nor by the driver, which after a
 * commit that failed takes SQLite to be in a transaction when it is not: what follows on a full
 * disk would be committed statement by statement.
 *
 * <p>Work whose connection ends before it is committed is done again ({@link HealingPool}).
 *
 * <p>Safe for any thread. What fails is logged here, once until it works again, and comes back as
 * {@code storage_unavailable}, or as {@code overloaded} if more waits than the limits allow, or as
 * {@code outcome_unknown} if the connection ended during the commit; a {@link Failure} that the
 * work itself gives passes through.
 */
public final class Database {

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  static final String COMMIT = "COMMIT";
  static final String ROLLBACK = "ROLLBACK";

  private final Dialect dialect;
  private final HealingPool writer;
  private final HealingPool readers;
  private final String beginWrite;
  private final WriterConnection writerConnection;
  private final Outage writes = new Outage("write");
  private final Outage reads = new Outage("read");
  private final AtomicInteger running = new AtomicInteger();
  private final Promise<Void> finished = Promise.promise();
  private volatile boolean closing;

  /**
   * Uses these pools.
   *
   * @param beginWrite the statement that each transaction begins with
   */
  Database(Dialect dialect, Pool writer, Pool readers, String beginWrite) {
    this.dialect = dialect;
    this.writer = new HealingPool(writer);
    this.readers = new HealingPool(readers);
    this.beginWrite = beginWrite;
    this.writerConnection = new WriterConnection(beginWrite);
  }

  /** Which database it is. */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Runs work in a transaction: it is committed as a whole when this succeeds, and undone as a
   * whole otherwise.
   */
  public <T> Future<T> write(Function<Sql, Future<T>> work) {
    return running(() -> writer.with(connection -> transaction(new Sql(connection), work)))
        .onSuccess(done -> writes.worked())
        .recover(error -> Future.failedFuture(asFailure(writes, error)));
  }

  private <T> Future<T> transaction(Sql sql, Function<Sql, Future<T>> work) {
    return sql.update(beginWrite, Tuple.tuple())
        .compose(begun -> attempt(work, sql))
        .compose(result -> commit(sql).map(result))
        .recover(error -> undone(sql, error));
  }

  private static Future<?> commit(Sql sql) {
    return sql.update(COMMIT, Tuple.tuple())
        .recover(
            error ->
                Future.failedFuture(
                    LostConnection.isReason(error) ? new UnknownOutcome(error) : error));
  }

  /** SQLite may have undone it by itself, on a full disk say; then this fails, and does no harm. */
  private static <T> Future<T> undone(Sql sql, Throwable error) {
    return sql.update(ROLLBACK, Tuple.tuple()).transform(undone -> Future.failedFuture(error));
  }

  /**
   * The same for work that blocks and is all SQL: it takes a worker thread once instead of once for
   * each statement, and its statements are prepared once.
   */
  public <T> Future<T> writeInOneGo(BlockingWork<T> work) {
    return running(() -> writer.with(connection -> writerConnection.transaction(connection, work)))
        .onSuccess(done -> writes.worked())
        .recover(error -> Future.failedFuture(asFailure(writes, error)));
  }

  /** Runs work that only reads. Each statement sees what was committed before it began. */
  public <T> Future<T> read(Function<Sql, Future<T>> work) {
    return running(() -> readers.with(connection -> attempt(work, new Sql(connection))))
        .onSuccess(done -> reads.worked())
        .recover(error -> Future.failedFuture(asFailure(reads, error)));
  }

  /**
   * Waits for what is running: a reader that outlived the writer would leave SQLite's WAL behind.
   */
  Future<Void> close() {
    closing = true;
    endIfIdle();
    return finished.future().eventually(readers::close).eventually(writer::close);
  }

  private <T> Future<T> running(Supplier<Future<T>> work) {
    running.incrementAndGet();
    if (closing) {
      leave();
      return Future.failedFuture(new Failure(FailureCode.STOPPING));
    }
    return work.get().onComplete(done -> afterwards(this::leave));
  }

  /** When whoever waits for the work has taken what came of it, and has answered. */
  private static void afterwards(Runnable end) {
    Context context = Vertx.currentContext();
    if (context == null) {
      end.run();
    } else {
      context.runOnContext(turn -> end.run());
    }
  }

  private void leave() {
    running.decrementAndGet();
    endIfIdle();
  }

  private void endIfIdle() {
    if (closing && running.get() == 0) {
      finished.tryComplete();
    }
  }

  private static <T> Future<T> attempt(Function<Sql, Future<T>> work, Sql sql) {
    try {
      return work.apply(sql);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Failure asFailure(Outage way, Throwable error) {
    if (error instanceof Failure failure) {
      return failure;
    }
    if (error instanceof ConnectionPoolTooBusyException) {
      return new Failure(FailureCode.OVERLOADED);
    }
    if (closing) {
      log.info("storage_closed reason={}", error.getMessage());
    } else {
      way.failed(error);
    }
    return new Failure(
        error instanceof UnknownOutcome
            ? FailureCode.OUTCOME_UNKNOWN
            : FailureCode.STORAGE_UNAVAILABLE);
  }
}
