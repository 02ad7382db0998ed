package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  @Test
  void oneInAnIntervalPasses() {
    Throttle throttle = new Throttle(Duration.ofMillis(100));
    assertThat(throttle.mayPass(-50)).isTrue();
    assertThat(throttle.mayPass(49)).isFalse();
    assertThat(throttle.mayPass(50)).isTrue();
    assertThat(throttle.mayPass(149)).isFalse();
  }

  @Test
  void withoutAnIntervalEverythingPasses() {
    Throttle throttle = new Throttle(Duration.ZERO);
    assertThat(throttle.mayPass(7)).isTrue();
    assertThat(throttle.mayPass(7)).isTrue();
  }
}
