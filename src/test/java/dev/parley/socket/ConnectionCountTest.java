package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
  @Test
  void thereAreNoMorePlacesThanTheLimit() {
    ConnectionCount count = new ConnectionCount(2);
    assertThat(count.take()).isTrue();
    assertThat(count.take()).isTrue();
    assertThat(count.take()).isFalse();
    assertThat(count.take()).as("who was refused takes no place").isFalse();
    count.release();
    assertThat(count.take()).isTrue();
    assertThat(count.take()).isFalse();
  }

  @Test
  void aLimitOfZeroIsNone() {
    ConnectionCount count = new ConnectionCount(0);
    assertThat(IntStream.range(0, 1000).allMatch(i -> count.take())).isTrue();
  }

  @Test
  void theLimitHoldsForAllEventLoopsTogether() {
    ConnectionCount count = new ConnectionCount(100);
    long taken = IntStream.range(0, 10_000).parallel().filter(i -> count.take()).count();
    assertThat(taken).isLessThanOrEqualTo(100);
  }
}
