package dev.parley.socket;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * Flushes every outbox that was written to, once, at the end of the event loop's tick: what is
 * queued on the loop by then goes out in the same write. Belongs to one event loop.
 */
final class FlushCycle {

  private final Context context;
  private List<Outbox> dirty = new ArrayList<>();

  FlushCycle(Context context) {
    this.context = context;
  }

  void add(Outbox outbox) {
    if (dirty.isEmpty()) {
      context.runOnContext(tick -> flush());
    }
    dirty.add(outbox);
  }

  private void flush() {
    List<Outbox> outboxes = dirty;
    dirty = new ArrayList<>();
    outboxes.forEach(Outbox::flush);
  }
}
