package dev.parley.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final int PER_SECOND = 10;
  private static final int BURST = 50;
  private static final int MAX_KEYS = 100;

  private final AtomicLong now = new AtomicLong(-5);
  private final RateLimit<String> limit = new RateLimit<>(PER_SECOND, BURST, MAX_KEYS, now::get);

  @Test
  void aBurstIsAllowedAndNoMore() {
    assertThat(taken("John", 2 * BURST)).isEqualTo(BURST);
  }

  @Test
  void itSaysHowManyRemainAndWhenTheyWillBeBack() {
    assertThat(limit.take("John"))
        .isEqualTo(new Permit(true, BURST - 1, Duration.ZERO, Duration.ofMillis(100)));
    taken("John", BURST);
    assertThat(limit.take("John"))
        .isEqualTo(new Permit(false, 0, Duration.ofMillis(100), Duration.ofSeconds(5)));
    pass(Duration.ofMillis(60));
    assertThat(limit.take("John").retryAfter()).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void whoWaitsAsLongAsItSaysIsAllowed() {
    taken("John", BURST);
    for (int i = 0; i < 20; i++) {
      Duration wait = limit.take("John").retryAfter();
      pass(wait.minusNanos(1));
      assertThat(limit.take("John").allowed()).isFalse();
      pass(Duration.ofNanos(1));
      assertThat(limit.take("John").allowed()).isTrue();
    }
  }

  @Test
  void overTimeItIsTheRate() {
    taken("John", BURST);
    long allowed = 0;
    for (int i = 0; i < 600; i++) {
      pass(Duration.ofMillis(100));
      allowed += taken("John", 3);
    }
    assertThat(allowed).isEqualTo(600);
  }

  @Test
  void theyDoNotTakeFromEachOther() {
    assertThat(taken("John", BURST + 1)).isEqualTo(BURST);
    assertThat(taken("Jane", BURST + 1)).isEqualTo(BURST);
  }

  @Test
  void aRateOfZeroLiftsIt() {
    RateLimit<String> lifted = new RateLimit<>(0, 1, MAX_KEYS, now::get);
    assertThat(lifted.isLifted()).isTrue();
    assertThat(IntStream.range(0, 1000).allMatch(i -> lifted.take("John").allowed())).isTrue();
    assertThat(lifted.keys()).isZero();
  }

  @Test
  void itRemembersNoMoreThanItsKeys() {
    LongStream.range(0, 50 * MAX_KEYS).forEach(i -> limit.take("Person " + i));
    assertThat(limit.keys()).isLessThanOrEqualTo(MAX_KEYS);
  }

  @Test
  void whoIsQuietIsForgottenOnceItMakesNoDifference() {
    taken("John", BURST);
    pass(Duration.ofMillis(4999));
    assertThat(limit.keys()).isOne();
    assertThat(taken("John", 2 * BURST)).isEqualTo(BURST - 1);
    pass(Duration.ofSeconds(7));
    assertThat(limit.keys()).isZero();
  }

  @Test
  void itHoldsForAllThreadsTogether() {
    long allowed =
        IntStream.range(0, 10_000).parallel().filter(i -> limit.take("John").allowed()).count();
    assertThat(allowed).isEqualTo(BURST);
  }

  private long taken(String key, int times) {
    return IntStream.range(0, times).filter(i -> limit.take(key).allowed()).count();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
