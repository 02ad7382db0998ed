package dev.parley.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often each of many may do something: a token bucket for each key, which holds {@code burst}
 * tokens and gets some of them back in each second or minute, evenly.
 *
 * <p>For all event loops at once; never waits. A bucket that has had the time to be full again is
 * forgotten. If there are more keys than {@code maxKeys}, those that were used least are forgotten
 * too, which gives them a full bucket: the memory is bounded, the rate of a crowd is not.
 *
 * @param <K> whom it limits; by {@code equals}
 */
public final class RateLimit<K> {

  private final int tokens;
  private final Duration period;
  private final int burst;
  private final TimeMeter clock;
  private final Cache<K, Bucket> buckets;

  /**
   * Limits each key.
   *
   * @param perSecond tokens that come back in a second; 0 lifts the limit
   * @param burst tokens of a key that was quiet for long, at least 1
   * @param maxKeys the most keys that are remembered
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  public RateLimit(int perSecond, int burst, int maxKeys, LongSupplier nanoTime) {
    this(perSecond, Duration.ofSeconds(1), burst, maxKeys, nanoTime);
  }

  /**
   * Limits each key.
   *
   * @param tokens that come back in a period; 0 lifts the limit
   */
  public RateLimit(int tokens, Duration period, int burst, int maxKeys, LongSupplier nanoTime) {
    this.tokens = tokens;
    this.period = period;
    this.burst = burst;
    this.clock = clock(nanoTime);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(maxKeys)
            .expireAfterAccess(timeToBeFull())
            .ticker(nanoTime::getAsLong)
            // what is forgotten goes with the next call, rather than on a thread of its own
            .executor(Runnable::run)
            .build();
  }

  private static TimeMeter clock(LongSupplier nanoTime) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanoTime.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }

  /** Rounded up: a bucket that is forgotten sooner would be filled by it. */
  private Duration timeToBeFull() {
    return period.multipliedBy(burst).dividedBy(Math.max(1, tokens)).plusSeconds(1);
  }

  /** Takes a token of this key, if it has one. */
  public Permit take(K key) {
    if (tokens == 0) {
      return Permit.UNLIMITED;
    }
    ConsumptionProbe probe = buckets.get(key, first -> bucket()).tryConsumeAndReturnRemaining(1);
    return new Permit(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  private Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(tokens, period))
        .withCustomTimePrecision(clock)
        .build();
  }

  /** Whether everything is allowed. */
  public boolean isLifted() {
    return tokens == 0;
  }

  /** The most tokens of a key. */
  public int burst() {
    return burst;
  }

  /** How many keys are remembered. */
  long keys() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
