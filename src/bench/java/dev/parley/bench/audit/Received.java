package dev.parley.bench.audit;

import java.util.Arrays;

/**
 * Which numbers, from 0, have come: exact, and small as long as they come nearly in order, since
 * whole words at the beginning are given up.
 */
public final class Received {

  private static final long ALL = -1;

  private long[] words = new long[2];
  private long first; // the number of the lowest bit of words[0]; all below have come
  private long count;

  /** Takes a number; false if it has come before. */
  public boolean add(long number) {
    if (has(number)) {
      return false;
    }
    int word = (int) ((number - first) >>> 6);
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
    }
    words[word] |= 1L << number;
    count++;
    if (words[0] == ALL) {
      giveUpFull();
    }
    return true;
  }

  /** Whether this number has come. */
  public boolean has(long number) {
    long ahead = number - first;
    return ahead < 0
        || (ahead >>> 6 < words.length && (words[(int) (ahead >>> 6)] >>> number & 1) != 0);
  }

  /** How many different ones have come. */
  public long count() {
    return count;
  }

  /** How many below this one have neither come here nor there. */
  public long missing(long below, Received there) {
    long missing = 0;
    for (long number = first; number < below; number++) {
      if (!has(number) && !there.has(number)) {
        missing++;
      }
    }
    return missing;
  }

  private void giveUpFull() {
    int full = 0;
    while (full < words.length && words[full] == ALL) {
      full++;
    }
    int left = words.length - full;
    System.arraycopy(words, full, words, 0, left);
    Arrays.fill(words, left, words.length, 0);
    first += 64L * full;
  }
}
