package dev.parley.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
  @Test
  void nobodyHasMorePlacesThanTheLimit() {
    Places<String> places = new Places<>(2);
    assertThat(places.take("a")).isTrue();
    assertThat(places.take("a")).isTrue();
    assertThat(places.take("a")).isFalse();
    assertThat(places.take("b")).isTrue();
    places.release("a");
    assertThat(places.take("a")).isTrue();
    assertThat(places.take("a")).isFalse();
  }

  @Test
  void whoHasNoPlaceIsForgotten() {
    Places<Integer> places = new Places<>(2);
    IntStream.range(0, 1000).forEach(places::take);
    IntStream.range(0, 1000).forEach(places::take);
    assertThat(places.keys()).isEqualTo(1000);
    IntStream.range(0, 1000).forEach(places::release);
    assertThat(places.keys()).isEqualTo(1000);
    IntStream.range(0, 1000).forEach(places::release);
    assertThat(places.keys()).isZero();
  }

  @Test
  void aLimitOfZeroIsNoneAndRemembersNobody() {
    Places<String> places = new Places<>(0);
    assertThat(IntStream.range(0, 1000).allMatch(i -> places.take("a"))).isTrue();
    assertThat(places.keys()).isZero();
    places.release("a");
  }

  @Test
  void itHoldsForAllThreadsTogether() {
    Places<String> places = new Places<>(100);
    assertThat(IntStream.range(0, 10_000).parallel().filter(i -> places.take("a")).count())
        .isEqualTo(100);
    IntStream.range(0, 100).parallel().forEach(i -> places.release("a"));
    assertThat(places.keys()).isZero();
  }
}
