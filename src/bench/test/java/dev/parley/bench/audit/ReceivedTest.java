package dev.parley.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedTest {
  private static final Received NOTHING = new Received();

  private final Received received = new Received();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void saysWhatASetOfNumbersWouldSay(long seed) {
    Random random = new Random(seed);
    Set<Long> model = new HashSet<>();
    for (int i = 0; i < 5000; i++) {
      // nearly in order, with repeats, and here and there far ahead
      long number = Math.max(0, i + random.nextInt(-40, 40) + (random.nextInt(500) == 0 ? 900 : 0));
      assertThat(received.add(number)).as("%d", number).isEqualTo(model.add(number));
    }
    assertThat(received.count()).isEqualTo(model.size());
    for (long number = 0; number < 6200; number++) {
      assertThat(received.has(number)).as("%d", number).isEqualTo(model.contains(number));
    }
    long missing = 0;
    for (long number = 0; number < 5000; number++) {
      missing += model.contains(number) ? 0 : 1;
    }
    assertThat(received.missing(5000, NOTHING)).isEqualTo(missing);
  }

  @Test
  void whatIsExcusedIsNotMissing() {
    Received refused = new Received();
    refused.add(3);
    received.add(0);
    received.add(5);
    assertThat(received.missing(6, refused)).isEqualTo(3);
  }

  @Test
  void theEdgesOfWordsAreNumbersAsOthers() {
    for (long number : new long[] {0, 63, 64, 127, 128, 1 << 20}) {
      assertThat(received.add(number)).isTrue();
      assertThat(received.add(number)).isFalse();
    }
    assertThat(received.missing(128, NOTHING)).isEqualTo(124);
  }
}
