package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.limit.Capacity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Threads for work that takes a processor for a while: so much at once, so much that waits, and
 * more fails as {@code overloaded}. Safe for any thread.
 */
final class Workshop {

  private final WorkerExecutor threads;
  private final Capacity places;

  Workshop(Vertx vertx, String name, int atOnce, int waiting) {
    this.threads = vertx.createSharedWorkerExecutor(name, atOnce);
    this.places = new Capacity(atOnce + waiting);
  }

  /** Works. */
  <T> Future<T> work(Callable<T> work) {
    return admit(() -> workAdmitted(work));
  }

  /** Does something that leads to work, in the place of that work: without one, not even that. */
  <T> Future<T> admit(Supplier<Future<T>> before) {
    if (!places.take()) {
      return Future.failedFuture(new Failure(FailureCode.OVERLOADED));
    }
    try {
      return before.get().onComplete(done -> places.release());
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
  }

  /** Works in the place that was taken. */
  <T> Future<T> workAdmitted(Callable<T> work) {
    return threads.executeBlocking(work, false);
  }

  /** Ends the threads. */
  Future<Void> close() {
    return threads.close();
  }
}
