package dev.parley.bench.report;

/**
 * How things stand at one moment of a soak.
 *
 * @param atS seconds since its beginning
 * @param rssBytes the server's memory; 0 if it can't be looked at
 * @param connected people who are in
 * @param deliveries since the beginning
 */
public record Sample(double atS, long rssBytes, long connected, long deliveries) {

  /** Before anything. */
  public static final Sample START = new Sample(0, 0, 0, 0);

  private static final double MIB = 1 << 20;

  /** Deliveries per second since an earlier moment. */
  public double rateSince(Sample earlier) {
    return (deliveries - earlier.deliveries) / (atS - earlier.atS);
  }

  /** The server's memory in MiB. */
  public double rssMib() {
    return rssBytes / MIB;
  }

  /** A line for people. */
  public String since(Sample earlier) {
    String memory = rssBytes == 0 ? "" : "   server memory %6.1f MiB".formatted(rssMib());
    return "%6.0f s   %,6d connected   %,9.0f deliveries/s%s"
        .formatted(atS, connected, rateSince(earlier), memory);
  }
}
