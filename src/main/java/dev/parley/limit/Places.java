package dev.parley.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many of something each of many has at once. For all event loops at once; never waits.
 *
 * <p>Only keys that have a place are remembered, so the map is no larger than what takes the
 * places.
 *
 * @param <K> whom it counts; by {@code equals}
 */
public final class Places<K> {

  private final ConcurrentMap<K, Integer> taken = new ConcurrentHashMap<>();
  private final int max;

  /** At most this many for each key; 0 for no limit. */
  public Places(int max) {
    this.max = max;
  }

  /** Takes a place, if this key may have one more. */
  public boolean take(K key) {
    if (max == 0) {
      return true;
    }
    boolean[] added = new boolean[1];
    taken.compute(
        key,
        (same, count) -> {
          added[0] = count == null || count < max;
          return added[0] ? (count == null ? 1 : count + 1) : count;
        });
    return added[0];
  }

  /** Gives a place back that was taken. */
  public void release(K key) {
    taken.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
  }

  /** How many keys have a place. */
  int keys() {
    return taken.size();
  }
}
