package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.limit.Capacity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

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

  <T> Future<T> work(Callable<T> work) {
    if (!places.take()) {
      return Future.failedFuture(new Failure(FailureCode.OVERLOADED));
    }
    return threads.executeBlocking(work, false).onComplete(done -> places.release());
  }

  /** Ends the threads. */
  Future<Void> close() {
    return threads.close();
  }
}
