package dev.parley.socket;

import java.time.Duration;

/**
 * Finds out whether a silent client is still there: pings it when nothing came for an interval, and
 * gives it up when nothing comes for the timeout after that. Anything that it sends counts.
 */
final class Heartbeat {

  /** What to do now. */
  enum Beat {
    /** Nothing. */
    REST,
    /** Send a ping. */
    PING,
    /** Give the client up. */
    GIVE_UP
  }

  private final long intervalMs;
  private final long timeoutMs;
  private long lastHeard;
  private long pingedAt = -1;

  Heartbeat(Duration interval, Duration timeout, long nowMs) {
    this.intervalMs = interval.toMillis();
    this.timeoutMs = timeout.toMillis();
    this.lastHeard = nowMs;
  }

  /** Something came from the client. */
  void heard(long nowMs) {
    lastHeard = nowMs;
    pingedAt = -1;
  }

  /** Decides; to be asked again and again. */
  Beat next(long nowMs) {
    if (pingedAt >= 0) {
      return nowMs - pingedAt >= timeoutMs ? Beat.GIVE_UP : Beat.REST;
    }
    if (nowMs - lastHeard >= intervalMs) {
      pingedAt = nowMs;
      return Beat.PING;
    }
    return Beat.REST;
  }
}
