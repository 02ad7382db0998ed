package dev.parley.socket;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;

/**
 * How fast a person may post: {@code limits.messages-per-second} with {@code limits.messages-burst}
 * at once, over all sockets of the node. Whoever goes on although refused is let go of: as many
 * refusals as the burst are forgiven, and one more each second.
 *
 * <p>Safe for any thread.
 */
public final class PostingRate {

  private static final int FORGIVEN_PER_SECOND = 1;

  /**
   * What becomes of a post.
   *
   * @param failure null if it may go on
   * @param close whether the socket has to go
   */
  record Verdict(Failure failure, boolean close) {
    static final Verdict PASS = new Verdict(null, false);
  }

  private final RateLimit<PersonName> posts;
  private final RateLimit<PersonName> refusals;

  /**
   * Takes its two limits.
   *
   * @param posts of each person
   * @param refusals that each person may get before the socket goes
   */
  public PostingRate(RateLimit<PersonName> posts, RateLimit<PersonName> refusals) {
    this.posts = posts;
    this.refusals = refusals;
  }

  /** How many refusals are forgiven in a second. */
  public static int forgivenPerSecond() {
    return FORGIVEN_PER_SECOND;
  }

  Verdict check(PersonName person) {
    Permit permit = posts.take(person);
    if (permit.allowed()) {
      return Verdict.PASS;
    }
    Failure failure = new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
    return new Verdict(failure, !refusals.take(person).allowed());
  }
}
