package dev.parley.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * The posts of one client that wait for their commit. Who posts faster than the log takes it is
 * read no further until it has caught up; and who posts a lot at once is read in pieces, so that
 * the others have time to read what it wrote.
 */
final class InFlight {

  private final Promise<Void> drained = Promise.promise();
  private final int maxPosts;
  private final long maxBytes;
  private int posts;
  private long bytes;
  private boolean draining;

  InFlight(int maxPosts, long maxBytes) {
    this.maxPosts = maxPosts;
    this.maxBytes = maxBytes;
  }

  /** Counts a post in, and says whether that fills it: read no further. */
  boolean add(int size) {
    boolean wasFull = isFull();
    posts++;
    bytes += size;
    return !wasFull && isFull();
  }

  /** Counts a post out, and says whether that makes room again: read on. */
  boolean remove(int size) {
    boolean wasFull = isFull();
    posts--;
    bytes -= size;
    completeIfDrained();
    return wasFull && !isFull();
  }

  /** Done when nothing waits any more; to be asked when nothing will come, and once. */
  Future<Void> drained() {
    draining = true;
    completeIfDrained();
    return drained.future();
  }

  private void completeIfDrained() {
    if (draining && posts == 0) {
      drained.tryComplete();
    }
  }

  private boolean isFull() {
    return posts >= maxPosts || bytes >= maxBytes;
  }
}
