package dev.parley.socket;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;

/**
 * How fast each of many may go on: so many in a second, with a burst. Whoever goes on although
 * refused is let go of: as many refusals as {@code limits.messages-burst} are forgiven, and one
 * more each second.
 *
 * <p>Safe for any thread.
 *
 * @param <K> whom it holds to that
 */
public final class Pace<K> {

  private static final int FORGIVEN_PER_SECOND = 1;

  /**
   * What becomes of a frame.
   *
   * @param failure null if it may go on
   * @param close whether the socket has to go
   */
  record Verdict(Failure failure, boolean close) {
    static final Verdict PASS = new Verdict(null, false);
  }

  private final RateLimit<K> allowed;
  private final RateLimit<K> refusals;

  /**
   * Takes its two limits.
   *
   * @param allowed how often, of each
   * @param refusals that each may get before the socket goes
   */
  public Pace(RateLimit<K> allowed, RateLimit<K> refusals) {
    this.allowed = allowed;
    this.refusals = refusals;
  }

  /** How many refusals are forgiven in a second. */
  public static int forgivenPerSecond() {
    return FORGIVEN_PER_SECOND;
  }

  Verdict check(K who) {
    Permit permit = allowed.take(who);
    if (permit.allowed()) {
      return Verdict.PASS;
    }
    Failure failure = new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
    return new Verdict(failure, !refusals.take(who).allowed());
  }
}
