package dev.parley.message;

import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Message;
import dev.parley.bus.MessageId;
import dev.parley.bus.ThreadPlace;
import dev.parley.bus.ThreadSummary;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/**
 * Keeps the numbers of threads: they stand at a thread's first message, and at a reply as they were
 * when it changed last. So whoever follows a log by its replies has the latest.
 */
final class Threads {

  private static final String COUNT =
      """
      SELECT COUNT(*), MAX(created_at) FROM message
      WHERE room_id = ? AND root_seq = ? AND deleted_at IS NULL
      """;

  private static final String SET_EXTRAS =
      """
      UPDATE message SET extras = ? WHERE room_id = ? AND seq = ?
      """;

  private Threads() {}

  /** The thread of a reply as it is now; null for what is no reply. */
  static Future<ThreadPlace> place(Sql sql, Message message) {
    ThreadPlace thread = message.extras().thread();
    return thread == null
        ? Future.succeededFuture()
        : MessageStore.find(sql, message.room(), thread.root()).map(Threads::place);
  }

  private static ThreadPlace place(Message root) {
    ThreadSummary replies = root.extras().replies();
    return new ThreadPlace(root.id(), replies.count(), replies.lastAt());
  }

  /**
   * Counts the thread of a reply that was deleted, and keeps that at the reply and at what the
   * thread began with.
   *
   * @return the reply, with the numbers
   */
  static Future<Message> recount(Sql sql, Message reply) {
    ThreadPlace thread = reply.extras().thread();
    return thread == null ? Future.succeededFuture(reply) : recount(sql, reply, thread.root());
  }

  private static Future<Message> recount(Sql sql, Message reply, MessageId rootId) {
    return MessageStore.find(sql, reply.room(), rootId)
        .compose(
            root ->
                count(sql, root)
                    .compose(
                        counted -> {
                          Message withNumbers = root.with(root.extras().withReplies(counted));
                          Message left = reply.with(reply.extras().withThread(place(withNumbers)));
                          return keep(sql, withNumbers).compose(kept -> keep(sql, left)).map(left);
                        }));
  }

  private static Future<ThreadSummary> count(Sql sql, Message root) {
    Tuple thread = Tuple.of(Columns.of(root.room().value()), root.seq().value());
    return sql.row(COUNT, thread, Threads::summary).map(Optional::orElseThrow);
  }

  private static ThreadSummary summary(Row row) {
    return new ThreadSummary(
        row.getLong(0), row.getValue(1) == null ? null : Columns.instant(row, 1));
  }

  private static Future<Integer> keep(Sql sql, Message message) {
    return sql.update(
        SET_EXTRAS,
        Tuple.of(
            ExtrasForms.stored(message.extras().withQuote(Quotes.bare(message.extras().quote()))),
            Columns.of(message.room().value()),
            message.seq().value()));
  }
}
