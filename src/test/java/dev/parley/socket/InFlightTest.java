package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightTest {

  private final InFlight inFlight = new InFlight(3, 100);

  @Test
  void theLastPostThatFitsStopsTheReadingAndTheFirstThatIsDoneBeginsIt() {
    assertThat(inFlight.add(1)).isFalse();
    assertThat(inFlight.add(1)).isFalse();
    assertThat(inFlight.add(1)).isTrue();
    assertThat(inFlight.remove(1)).isTrue();
    assertThat(inFlight.remove(1)).isFalse();
  }

  @Test
  void fewLargePostsStopTheReadingToo() {
    assertThat(inFlight.add(60)).isFalse();
    assertThat(inFlight.add(60)).isTrue();
    assertThat(inFlight.remove(60)).isTrue();
  }

  @Test
  void whatWasReadAheadStopsAndBeginsNothingTwice() {
    inFlight.add(100);
    assertThat(inFlight.add(100)).isFalse();
    assertThat(inFlight.remove(100)).isFalse();
    assertThat(inFlight.remove(100)).isTrue();
  }
}
