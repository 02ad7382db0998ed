package dev.parley.limit;

import java.util.concurrent.atomic.AtomicInteger;

/** How many of something this node has at once. For all event loops at once; never waits. */
public final class Capacity {

  private final AtomicInteger taken = new AtomicInteger();
  private final int max;

  /** At most this many; 0 for no limit. */
  public Capacity(int max) {
    this.max = max;
  }

  /** Takes a place, if there is one. */
  public boolean take() {
    if (taken.incrementAndGet() <= max || max == 0) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  /** Gives a place back that was taken. */
  public void release() {
    taken.decrementAndGet();
  }
}
