package dev.parley.bench.chat;

import dev.parley.bench.wire.Loop;
import java.util.function.LongPredicate;

/**
 * Posts at a fixed rate, whatever the server does: message k is due at k / rate, and its latency
 * counts from then on, so that a stalled server can't hide how long people would have waited. Lives
 * on the loop's thread.
 */
public final class OpenLoop {

  private static final double NANOS = 1e9;

  private final Loop loop;
  private final double rate;
  private final LongPredicate post;
  private long begun;
  private long next;
  private long skipped;
  private boolean running;

  /**
   * Doesn't begin yet.
   *
   * @param rate messages per second, of all together
   * @param post posts a message that was due then; false if nobody could
   */
  public OpenLoop(Loop loop, double rate, LongPredicate post) {
    this.loop = loop;
    this.rate = rate;
    this.post = post;
  }

  /** Begins now. */
  public void start() {
    begun = loop.now();
    running = true;
    turn();
  }

  /** Posts no more. */
  public void stop() {
    running = false;
  }

  /** How many were left out because nobody could post: the server read no more, or nobody is in. */
  public long skipped() {
    return skipped;
  }

  private void turn() {
    long now = loop.now();
    for (long due = due(); running && due <= now; due = due()) {
      next++;
      if (!post.test(due)) {
        skipped++;
      }
    }
    if (running) {
      loop.schedule(this::turn, Math.max(due() - loop.now(), 0));
    }
  }

  private long due() {
    return begun + (long) (next * NANOS / rate);
  }
}
