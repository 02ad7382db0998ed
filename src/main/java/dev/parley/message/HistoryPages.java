package dev.parley.message;

import dev.parley.bus.HistoryPage;
import dev.parley.bus.Message;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Seq;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts pages together from the two directions in which a log is read.
 *
 * @param older reads the messages below a seq, the nearest first
 * @param newer reads the messages above a seq, the nearest first
 */
record HistoryPages(Direction older, Direction newer) {

  /** Reads at most so many messages that follow a seq in one direction. */
  interface Direction {
    Future<List<Message>> from(long seq, int limit);
  }

  /** Reads a page, and where the next ones in both directions begin, if anything is on them. */
  Future<HistoryRead> read(HistoryPage page) {
    return messages(page).compose(messages -> withEdges(page, messages));
  }

  private Future<List<Message>> messages(HistoryPage page) {
    long anchor = page.anchor().value();
    int limit = page.limit();
    return switch (page.kind()) {
      case NEWEST -> before(Long.MAX_VALUE, limit);
      case BEFORE -> before(anchor, limit);
      case AFTER -> newer.from(anchor, limit);
      case AROUND -> around(anchor, limit);
    };
  }

  private Future<List<Message>> before(long seq, int limit) {
    return older
        .from(seq, limit)
        .map(
            newestFirst -> {
              List<Message> inOrder = new ArrayList<>(newestFirst);
              Collections.reverse(inOrder);
              return inOrder;
            });
  }

  /**
   * Half before the anchor, half from it on; what one side lacks, near an end of the log, the other
   * side gives.
   */
  private Future<List<Message>> around(long anchor, int limit) {
    return Future.all(before(anchor, limit), newer.from(Math.max(0, anchor - 1), limit))
        .map(
            both -> {
              List<Message> before = both.resultAt(0);
              List<Message> after = both.resultAt(1);
              int taken = Math.max(Math.min(before.size(), limit / 2), limit - after.size());
              int first = Math.max(0, before.size() - taken);
              return Stream.concat(before.subList(first, before.size()).stream(), after.stream())
                  .limit(limit)
                  .toList();
            });
  }

  private Future<HistoryRead> withEdges(HistoryPage page, List<Message> messages) {
    Seq low = messages.isEmpty() ? lowEdge(page) : messages.get(0).seq();
    Seq high = messages.isEmpty() ? highEdge(page) : messages.get(messages.size() - 1).seq();
    return Future.all(older.from(low.value(), 1), newer.from(high.value(), 1))
        .map(
            edges ->
                new HistoryRead(
                    messages,
                    edges.<List<Message>>resultAt(0).isEmpty() ? null : low,
                    edges.<List<Message>>resultAt(1).isEmpty() ? null : high));
  }

  private static Seq lowEdge(HistoryPage page) {
    return switch (page.kind()) {
      case NEWEST -> Seq.START;
      case BEFORE, AROUND -> page.anchor();
      case AFTER -> page.anchor().next();
    };
  }

  private static Seq highEdge(HistoryPage page) {
    return switch (page.kind()) {
      case NEWEST -> Seq.START;
      case AFTER, AROUND -> page.anchor();
      case BEFORE -> new Seq(Math.max(0, page.anchor().value() - 1));
    };
  }
}
