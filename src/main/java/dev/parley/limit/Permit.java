package dev.parley.limit;

import java.time.Duration;

/**
 * What a {@link RateLimit} answers.
 *
 * @param allowed whether it may be done now
 * @param remaining how often it may be done again at once
 * @param retryAfter when it may be done again; zero if it is allowed
 * @param reset when everything that was used will be back
 */
public record Permit(boolean allowed, long remaining, Duration retryAfter, Duration reset) {

  /** Allowed, by a limit that is lifted. */
  static final Permit UNLIMITED = new Permit(true, Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);
}
