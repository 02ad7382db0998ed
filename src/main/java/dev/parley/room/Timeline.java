package dev.parley.room;

import dev.parley.bus.Message;
import dev.parley.bus.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts the durable events of one room into the order of its log. The bus delivers at most once and,
 * between nodes, in any order; the log has everything. So an event that comes too early is held
 * back until the ones before it have come, from the bus or from the log, and one that comes twice
 * is dropped.
 *
 * <p>Plain Java, not safe for threads. It holds at most {@code maxHeld} events; what is beyond
 * comes from the log again.
 */
final class Timeline {

  /**
   * A hole: events after {@code after}, up to {@code upTo}, have not all come.
   *
   * @param after the last one handed on
   * @param upTo the highest one known of
   */
  record Gap(Seq after, Seq upTo) {}

  private final int maxHeld;
  private final TreeMap<Long, Message> held = new TreeMap<>();
  private long last;
  private long highest;
  private boolean open;

  Timeline(int maxHeld) {
    this.maxHeld = maxHeld;
  }

  /**
   * Begins behind this seq, and gives what is due now: events may have come while the seq was being
   * read.
   */
  List<Message> open(Seq head) {
    open = true;
    last = head.value();
    highest = Math.max(highest, last);
    held.headMap(last, true).clear();
    return takeFollowing();
  }

  /** Takes an event from the bus, and gives what is due now, in order. */
  List<Message> accept(Message message) {
    hold(message);
    return open ? takeFollowing() : List.of();
  }

  /** The last one handed on. */
  Seq last() {
    return new Seq(last);
  }

  /** What is missing, if anything is. */
  Optional<Gap> gap() {
    return open && last < highest
        ? Optional.of(new Gap(new Seq(last), new Seq(highest)))
        : Optional.empty();
  }

  /**
   * Takes what the log has after the gap's beginning, and gives what is due now, in order.
   *
   * @param gap as it was when the log was asked
   * @param page the log's messages after it, in order
   * @param complete whether the log had no more than that
   */
  List<Message> fill(Gap gap, List<Message> page, boolean complete) {
    // not held but due at once: the limit on what is held must not cut a page short
    page.stream()
        .filter(message -> message.seq().value() > last)
        .forEach(message -> held.put(message.seq().value(), message));
    long pageEnd = page.isEmpty() ? last : page.get(page.size() - 1).seq().value();
    // a seq that the log has no message for below this one belongs to something else, and nothing
    // will come for it
    long known = complete ? Math.max(pageEnd, gap.upTo().value()) : pageEnd;
    List<Message> due = new ArrayList<>(held.headMap(known, true).values());
    held.headMap(known, true).clear();
    last = Math.max(last, known);
    due.addAll(takeFollowing());
    return due;
  }

  private void hold(Message message) {
    long seq = message.seq().value();
    if (seq <= last) {
      return;
    }
    highest = Math.max(highest, seq);
    held.put(seq, message);
    if (held.size() > maxHeld) {
      held.pollLastEntry();
    }
  }

  private List<Message> takeFollowing() {
    if (held.isEmpty() || held.firstKey() != last + 1) {
      return List.of();
    }
    List<Message> due = new ArrayList<>();
    while (!held.isEmpty() && held.firstKey() == last + 1) {
      due.add(held.pollFirstEntry().getValue());
      last++;
    }
    return due;
  }
}
