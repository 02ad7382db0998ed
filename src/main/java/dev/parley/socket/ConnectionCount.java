package dev.parley.socket;

import dev.parley.limit.Capacity;
import dev.parley.limit.Places;
import java.net.InetAddress;

/**
 * How many sockets this node has, and each address of them, over all its HTTP verticles; the one
 * thing that they share, and so the one that must be safe for threads.
 */
public final class ConnectionCount {

  /** Whether a socket has got a place. */
  public enum Place {
    /** It has. */
    TAKEN,
    /** The node has {@code limits.connections}. */
    NONE_LEFT,
    /** The address has {@code limits.connections-per-address}. */
    NONE_LEFT_FOR_ADDRESS
  }

  private final Capacity all;
  private final Places<InetAddress> perAddress;

  /** At most this many, and of each address this many; 0 for no limit. */
  public ConnectionCount(int max, int maxPerAddress) {
    this.all = new Capacity(max);
    this.perAddress = new Places<>(maxPerAddress);
  }

  /** Takes a place, if there is one. */
  public Place take(InetAddress address) {
    if (!perAddress.take(address)) {
      return Place.NONE_LEFT_FOR_ADDRESS;
    }
    if (!all.take()) {
      perAddress.release(address);
      return Place.NONE_LEFT;
    }
    return Place.TAKEN;
  }

  /** Gives a place back. */
  public void release(InetAddress address) {
    perAddress.release(address);
    all.release();
  }
}
