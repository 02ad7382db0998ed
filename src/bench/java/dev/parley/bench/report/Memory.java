package dev.parley.bench.report;

/**
 * The server's memory in RAM, in bytes.
 *
 * @param before anybody joined
 * @param joined when everybody was in
 * @param end when everything was delivered
 * @param perConnection what joining added, by connection; a warm server has room left and shows
 *     less
 */
public record Memory(long before, long joined, long end, long perConnection) {

  /** Null if the server can't be looked at. */
  public static Memory of(
      ServerUsage before, ServerUsage joined, ServerUsage end, int connections) {
    return before == null
        ? null
        : new Memory(
            before.rssBytes(),
            joined.rssBytes(),
            end.rssBytes(),
            (joined.rssBytes() - before.rssBytes()) / connections);
  }
}
