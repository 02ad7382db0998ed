package dev.parley.bridge;

import java.net.InetAddress;
import java.time.Duration;

/**
 * What the clients of the bridges may take up.
 *
 * @param places for all connections of the node, those of its sockets too
 * @param frameBytes the largest frame of a client
 * @param outboxBytes what may wait for a client to read it
 * @param inFlight requests of one client that wait for their answer
 * @param idle a client over TCP that sends nothing for this long is taken for gone
 */
public record BridgeLimits(
    BridgeRates rates,
    Places places,
    int frameBytes,
    int outboxBytes,
    int inFlight,
    Duration idle) {

  /** Where the connections of an address are counted. Safe for any thread. */
  public interface Places {
    boolean take(InetAddress address);

    void release(InetAddress address);
  }

  /** Rooms and answers that one client waits for. */
  int handlers() {
    return rates.subscriptions() == 0 ? Integer.MAX_VALUE : rates.subscriptions() + inFlight;
  }
}
