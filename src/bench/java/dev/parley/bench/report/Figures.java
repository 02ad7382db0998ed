package dev.parley.bench.report;

/**
 * What was measured.
 *
 * @param seconds from the end of the warm-up to the last delivery
 * @param messages that came back to their senders in that time
 * @param deliveries to everybody
 * @param latencyMs from when a message was due to its delivery
 * @param server null if the server can't be looked at from here
 * @param generatorCores CPU of this program; near 1 it was the limit, and not the server
 */
public record Figures(
    double seconds,
    long messages,
    double messagesPerS,
    long deliveries,
    double deliveriesPerS,
    Latencies.Summary latencyMs,
    Server server,
    double generatorCores) {

  /** The server's CPU. */
  public record Server(double cpuS, double cores, double cpuUsPerDelivery) {}
}
