package dev.parley.persistence;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Reply.AccessRead;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which changes of what somebody may do this node knows of: some were heard, some were read, most
 * were both. Gives each on once, and says when so much may have been missed that everything has to
 * be looked up again.
 *
 * <p>Not safe for threads. It remembers {@link #MAX_AHEAD} at most; of more than these, some may be
 * given on twice, which does no harm.
 */
final class HeardChanges {

  /** The most that are remembered as heard before they were read. */
  static final int MAX_AHEAD = 10_000;

  /** Changes are kept for an hour: whoever hasn't read for half of that starts over. */
  static final long BLIND_MS = 30 * 60 * 1000L;

  private static final long NOWHERE = -1;

  private final Set<Long> ahead = new HashSet<>();
  private long last = NOWHERE;
  private long readAtMs;

  /** Knows nothing at this time, by a clock that only goes forward. */
  HeardChanges(long nowMs) {
    readAtMs = nowMs;
  }

  /** The number of the last change up to which everything is known; negative before the first. */
  long last() {
    return last;
  }

  /** Takes what was said on the bus; gives what of it is news. */
  List<AccessChange> hear(List<AccessChange> changes) {
    return changes.stream().filter(change -> change.n() > last && isFirst(change)).toList();
  }

  private boolean isFirst(AccessChange change) {
    return ahead.size() >= MAX_AHEAD || ahead.add(change.n());
  }

  /**
   * Takes what was read after {@link #last()}; gives what of it is news.
   *
   * @param first whether this was the node's first attempt to read: nothing can have been missed
   *     before it
   */
  List<AccessChange> read(AccessRead read, boolean first, long nowMs) {
    boolean blind = nowMs - readAtMs > BLIND_MS;
    boolean setBack = read.last() < last;
    boolean pruned = read.changes().isEmpty() && read.last() > last;
    readAtMs = nowMs;
    if (last == NOWHERE || blind || setBack || pruned) {
      boolean missed = !first;
      last = read.last();
      ahead.clear();
      return missed ? List.of(AccessChange.ofEverything(last)) : List.of();
    }
    List<AccessChange> news =
        read.changes().stream().filter(change -> !ahead.contains(change.n())).toList();
    if (!read.changes().isEmpty()) {
      last = read.changes().get(read.changes().size() - 1).n();
      ahead.removeIf(n -> n <= last);
    }
    return news;
  }
}
