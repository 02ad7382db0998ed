package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.socket.ConnectionCount.Place;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
  private static final InetAddress ONE = address(1);
  private static final InetAddress OTHER = address(2);

  @Test
  void thereAreNoMorePlacesThanTheLimit() {
    ConnectionCount count = new ConnectionCount(2, 0);
    assertThat(count.take(ONE)).isEqualTo(Place.TAKEN);
    assertThat(count.take(OTHER)).isEqualTo(Place.TAKEN);
    assertThat(count.take(ONE)).isEqualTo(Place.NONE_LEFT);
    assertThat(count.take(ONE)).as("who was refused takes no place").isEqualTo(Place.NONE_LEFT);
    count.release(OTHER);
    assertThat(count.take(ONE)).isEqualTo(Place.TAKEN);
    assertThat(count.take(ONE)).isEqualTo(Place.NONE_LEFT);
  }

  @Test
  void anAddressHasNoMorePlacesThanItsOwnLimit() {
    ConnectionCount count = new ConnectionCount(0, 2);
    assertThat(count.take(ONE)).isEqualTo(Place.TAKEN);
    assertThat(count.take(ONE)).isEqualTo(Place.TAKEN);
    assertThat(count.take(ONE)).isEqualTo(Place.NONE_LEFT_FOR_ADDRESS);
    assertThat(count.take(OTHER)).isEqualTo(Place.TAKEN);
    count.release(ONE);
    assertThat(count.take(ONE)).isEqualTo(Place.TAKEN);
    assertThat(count.take(ONE)).isEqualTo(Place.NONE_LEFT_FOR_ADDRESS);
  }

  @Test
  void whoIsRefusedByOneLimitTakesNoPlaceOfTheOther() {
    ConnectionCount count = new ConnectionCount(2, 1);
    assertThat(count.take(ONE)).isEqualTo(Place.TAKEN);
    assertThat(count.take(ONE)).isEqualTo(Place.NONE_LEFT_FOR_ADDRESS);
    assertThat(count.take(OTHER)).isEqualTo(Place.TAKEN);
    assertThat(count.take(address(3))).isEqualTo(Place.NONE_LEFT);
    count.release(ONE);
    assertThat(count.take(address(3))).isEqualTo(Place.TAKEN);
  }

  @Test
  void aLimitOfZeroIsNone() {
    ConnectionCount count = new ConnectionCount(0, 0);
    assertThat(IntStream.range(0, 1000).allMatch(i -> count.take(ONE) == Place.TAKEN)).isTrue();
  }

  @Test
  void theLimitHoldsForAllEventLoopsTogether() {
    ConnectionCount count = new ConnectionCount(100, 0);
    long taken =
        IntStream.range(0, 10_000).parallel().filter(i -> count.take(ONE) == Place.TAKEN).count();
    assertThat(taken).isLessThanOrEqualTo(100);
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
