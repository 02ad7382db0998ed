package dev.parley.room;

import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery;
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
 * <p>The log has a message in its latest state only: where it has nothing for a place, something
 * for a later place will come. So what is handed on may leave places out, and {@link #last()} says
 * how far it goes.
 *
 * <p>Plain Java, not safe for threads. It holds at most {@code maxHeld} events; what is beyond
 * comes from the log again.
 */
final class Timeline {

  /**
   * A hole: events after {@code after}, up to {@code upTo}, have not all come.
   *
   * @param after the last one handed on
   * @param upTo what is known to be in the log, but no more than is read at once
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
    List<Message> due = new ArrayList<>();
    takeFollowing(due);
    return due;
  }

  /** Takes events from the bus, and gives what is due now, in order. */
  List<Message> accept(List<Message> messages) {
    List<Message> due = new ArrayList<>(messages.size());
    for (Message message : messages) {
      long position = message.position().value();
      if (open && position == last + 1) {
        due.add(message);
        last = position;
        takeFollowing(due);
      } else if (position > last) {
        hold(position, message);
      }
    }
    highest = Math.max(highest, last);
    return due;
  }

  /**
   * Hears how far the log goes, so that it misses an event that no later one follows. A head that
   * is older than what has come says nothing new.
   */
  void know(Seq head) {
    highest = Math.max(highest, head.value());
  }

  /** How far the log has been handed on. */
  Seq last() {
    return new Seq(last);
  }

  /** What is missing, if anything is. */
  Optional<Gap> gap() {
    return open && last < highest
        ? Optional.of(
            new Gap(new Seq(last), new Seq(Math.min(highest, last + MessageQuery.MAX_CHANGES))))
        : Optional.empty();
  }

  /**
   * Takes what the log has in a gap, and gives what is due now, in order.
   *
   * @param gap as it was when the log was asked
   * @param changes what changed in it, in order
   */
  List<Message> fill(Gap gap, List<Message> changes) {
    // not held but due at once: the limit on what is held must not cut it short
    for (Message message : changes) {
      if (message.position().value() > last) {
        held.put(message.position().value(), message);
      }
    }
    long known = Math.max(last, gap.upTo().value());
    List<Message> due = new ArrayList<>(held.headMap(known, true).values());
    held.headMap(known, true).clear();
    last = known;
    takeFollowing(due);
    return due;
  }

  private void hold(long position, Message message) {
    highest = Math.max(highest, position);
    held.put(position, message);
    if (held.size() > maxHeld) {
      held.pollLastEntry();
    }
  }

  private void takeFollowing(List<Message> due) {
    while (!held.isEmpty() && held.firstKey() <= last + 1) {
      Message next = held.pollFirstEntry().getValue();
      if (next.position().value() > last) {
        due.add(next);
        last++;
      }
    }
  }
}
