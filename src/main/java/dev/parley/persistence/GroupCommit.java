package dev.parley.persistence;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Gathers what is written at the same time into one commit: an idle writer commits at once; while a
 * commit is running, what arrives waits and goes together into the next one, in the order of
 * arrival.
 *
 * <p>A commit starts no sooner than the interval after the one before started, which under load
 * makes fewer and larger ones. At most {@code pendingWrites} wait; one more fails as {@code
 * overloaded}. If a commit fails, everything in it fails.
 *
 * <p>Belongs to the context that it is used on.
 *
 * @param <Q> what is written
 * @param <R> what comes of it
 */
public final class GroupCommit<Q, R> {

  private record Waiting<Q, R>(Q request, Promise<R> promise) {}

  private final Vertx vertx;
  private final long intervalNanos;
  private final int maxBatch;
  private final int maxPending;
  private final Function<List<Q>, Future<List<Future<R>>>> commit;
  private final Queue<Waiting<Q, R>> waiting = new ArrayDeque<>();
  private final Promise<Void> drained = Promise.promise();
  private boolean closed;
  private boolean busy;
  private long lastStart;

  /**
   * Takes what it needs.
   *
   * @param commit writes a batch in one transaction; gives one outcome for each request, in their
   *     order
   */
  public GroupCommit(
      Vertx vertx, StorageLimits limits, Function<List<Q>, Future<List<Future<R>>>> commit) {
    this.vertx = vertx;
    this.intervalNanos = limits.commitInterval().toNanos();
    this.maxBatch = limits.commitBatch();
    this.maxPending = limits.pendingWrites();
    this.commit = commit;
    this.lastStart = System.nanoTime() - intervalNanos;
  }

  /** Puts a request into the next commit; the Future ends after it. */
  public Future<R> add(Q request) {
    if (closed) {
      return Future.failedFuture(new Failure(FailureCode.STOPPING));
    }
    if (waiting.size() >= maxPending) {
      return Future.failedFuture(new Failure(FailureCode.OVERLOADED));
    }
    Promise<R> promise = Promise.promise();
    waiting.add(new Waiting<>(request, promise));
    if (!busy) {
      startNext();
    }
    return promise.future();
  }

  /**
   * Refuses further requests as {@code stopping}, and ends when those that wait are committed. A
   * commit that fails now takes all of them with it: there is no time to wait for a disk.
   */
  public Future<Void> close() {
    closed = true;
    if (!busy) {
      drained.tryComplete();
    }
    return drained.future();
  }

  private void startNext() {
    busy = !waiting.isEmpty();
    if (!busy) {
      if (closed) {
        drained.tryComplete();
      }
      return;
    }
    long wait = lastStart + intervalNanos - System.nanoTime();
    if (wait > 0 && !closed) {
      vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)), timer -> commitNext());
    } else {
      commitNext();
    }
  }

  private void commitNext() {
    lastStart = System.nanoTime();
    List<Waiting<Q, R>> batch = takeBatch();
    attempt(batch.stream().map(Waiting::request).toList())
        .onSuccess(outcomes -> settle(batch, outcomes))
        .onFailure(error -> fail(batch, error))
        .onComplete(ended -> startNext());
  }

  private Future<List<Future<R>>> attempt(List<Q> requests) {
    try {
      return commit.apply(requests);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private List<Waiting<Q, R>> takeBatch() {
    List<Waiting<Q, R>> batch = new ArrayList<>(Math.min(waiting.size(), maxBatch));
    while (!waiting.isEmpty() && batch.size() < maxBatch) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  private void fail(List<Waiting<Q, R>> batch, Throwable error) {
    batch.forEach(entry -> entry.promise().fail(error));
    while (closed && !waiting.isEmpty()) {
      waiting.remove().promise().fail(error);
    }
  }

  private void settle(List<Waiting<Q, R>> batch, List<Future<R>> outcomes) {
    for (int i = 0; i < batch.size(); i++) {
      outcomes.get(i).onComplete(batch.get(i).promise());
    }
  }
}
