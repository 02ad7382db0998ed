package dev.parley.socket;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sockets this node has, over all its HTTP verticles; the one thing that they share, and
 * so the one that must be safe for threads.
 */
public final class ConnectionCount {

  private final AtomicInteger open = new AtomicInteger();
  private final int max;

  /** At most this many; 0 for no limit. */
  public ConnectionCount(int max) {
    this.max = max;
  }

  /** Takes a place, if there is one. */
  boolean take() {
    if (open.incrementAndGet() <= max || max == 0) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  /** Gives a place back. */
  void release() {
    open.decrementAndGet();
  }
}
