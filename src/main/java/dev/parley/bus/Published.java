package dev.parley.bus;

import java.util.function.Function;

/**
 * A message on its way to several nodes, which keeps its wire form. Safe for any thread: two that
 * need it first at the same moment may both make it, and make the same.
 */
final class Published {

  private final BusMessage message;
  private volatile byte[] wire;

  Published(BusMessage message) {
    this.message = message;
  }

  BusMessage message() {
    return message;
  }

  /** The wire form, which is made when the first node needs it. Not to be changed. */
  byte[] wire(Function<BusMessage, byte[]> encoder) {
    byte[] encoded = wire;
    if (encoded == null) {
      encoded = encoder.apply(message);
      wire = encoded;
    }
    return encoded;
  }
}
