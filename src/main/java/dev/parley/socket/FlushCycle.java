package dev.parley.socket;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Flushes every outbox that was written to, once, at the end of the event loop's tick: what is
 * queued on the loop by then goes out in the same write.
 *
 * <p>A flush costs a system call for each socket, whether it carries one frame or twenty. So after
 * a flush of many sockets the loop rests from flushing, for twice as long as that took and no
 * longer than {@link #LONGEST_REST_MS}: under load, what is written meanwhile goes together, and
 * the loop has time to read. What comes after a quiet time goes out at once.
 *
 * <p>Belongs to one event loop.
 */
final class FlushCycle {

  /** The most that a frame waits for others, in milliseconds. */
  static final long LONGEST_REST_MS = 10;

  private static final int REST_FACTOR = 2;

  /** Timers have a grain of a millisecond; what is much shorter isn't worth one. */
  private static final long SHORTEST_REST_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

  /** What can be flushed. */
  interface Flushable {
    void flush();
  }

  private final Vertx vertx;
  private final Context context;
  private final LongSupplier nanoTime;
  private List<Flushable> dirty = new ArrayList<>();
  private long restedAt;

  FlushCycle(Vertx vertx, Context context, LongSupplier nanoTime) {
    this.vertx = vertx;
    this.context = context;
    this.nanoTime = nanoTime;
    this.restedAt = nanoTime.getAsLong();
  }

  void add(Flushable outbox) {
    if (dirty.isEmpty()) {
      schedule();
    }
    dirty.add(outbox);
  }

  private void schedule() {
    long rest = restedAt - nanoTime.getAsLong();
    if (rest >= SHORTEST_REST_NANOS) {
      vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(rest)), timer -> flush());
    } else {
      context.runOnContext(tick -> flush());
    }
  }

  private void flush() {
    long started = nanoTime.getAsLong();
    List<Flushable> outboxes = dirty;
    dirty = new ArrayList<>(outboxes.size());
    outboxes.forEach(Flushable::flush);
    long ended = nanoTime.getAsLong();
    restedAt =
        ended
            + Math.min(
                REST_FACTOR * (ended - started), TimeUnit.MILLISECONDS.toNanos(LONGEST_REST_MS));
  }
}
