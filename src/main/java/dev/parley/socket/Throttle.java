package dev.parley.socket;

import java.time.Duration;

/**
 * Lets something pass once in an interval and drops the rest: a sign of life loses nothing by that.
 */
final class Throttle {

  private final long intervalMs;
  private long passedAt;
  private boolean passed;

  /** Lets everything pass if the interval is zero. */
  Throttle(Duration interval) {
    this.intervalMs = interval.toMillis();
  }

  /** Forgets what has passed: the next may pass whenever it comes. */
  void reset() {
    passed = false;
  }

  /** Whether it may pass now; if so, the next interval begins. */
  boolean mayPass(long nowMs) {
    if (passed && nowMs - passedAt < intervalMs) {
      return false;
    }
    passed = true;
    passedAt = nowMs;
    return true;
  }
}
