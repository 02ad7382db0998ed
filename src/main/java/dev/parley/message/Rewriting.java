package dev.parley.message;

import dev.parley.bus.Change;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Message;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Reads parts of a log, and changes messages there, each of which gets the next place by it. */
public final class Rewriting {

  private static final String PART =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND seq > ? AND seq <= ?
      ORDER BY seq
      """;

  private static final String REWRITE =
      """
      UPDATE message SET author = ?, author_id = ?, content = ?, nonce = ?, changed_seq = ?, deleted_at = ?, extras = ?
      WHERE room_id = ? AND seq = ?
      """;

  private Rewriting() {}

  /** The messages and notices of a part of the log, where they were written. */
  public static Future<List<Message>> read(Sql sql, RoomId room, Seq after, Seq upTo) {
    return sql.rows(
        PART,
        Tuple.of(Columns.of(room.value()), after.value(), upTo.value()),
        MessageColumns::message);
  }

  /**
   * Changes messages of one room, in this order.
   *
   * @param change gives what becomes of a message at a new place
   * @param alongside what is kept beside messages
   * @return what became of them; fails with {@code room_not_found}
   */
  public static Future<List<Message>> rewrite(
      Sql sql,
      RoomId room,
      List<Message> messages,
      BiFunction<Message, Seq, Message> change,
      List<Alongside> alongside) {
    return RoomLog.take(sql, room, messages.size())
        .compose(
            end -> {
              List<Message> changed = new ArrayList<>(messages.size());
              long before = end.seq() - messages.size();
              for (Message message : messages) {
                changed.add(change.apply(message, new Seq(++before)));
              }
              return sql.batch(REWRITE, changed.stream().map(Rewriting::row).toList())
                  .compose(rewritten -> recount(sql, messages, changed))
                  .compose(counted -> follow(sql, messages, counted, alongside).map(counted));
            });
  }

  /** With the numbers of the threads whose replies are gone by it. */
  private static Future<List<Message>> recount(Sql sql, List<Message> before, List<Message> after) {
    List<Message> counted = new ArrayList<>(after.size());
    Future<Void> done = Future.succeededFuture();
    for (int i = 0; i < after.size(); i++) {
      Message is = after.get(i);
      boolean gone = before.get(i).content() != null && is.content() == null;
      done =
          done.compose(
              next ->
                  (gone ? Threads.recount(sql, is) : Future.succeededFuture(is))
                      .onSuccess(counted::add)
                      .mapEmpty());
    }
    return done.map(counted);
  }

  private static Future<Void> follow(
      Sql sql, List<Message> before, List<Message> after, List<Alongside> alongside) {
    Future<Void> followed = Future.succeededFuture();
    for (Alongside each : alongside) {
      for (int i = 0; i < before.size(); i++) {
        Message was = before.get(i);
        Message is = after.get(i);
        followed = followed.compose(done -> each.changed(sql, was, is));
      }
    }
    return followed;
  }

  private static Tuple row(Message message) {
    Change change = message.change();
    Instant deletedAt = change.deletedAt();
    Object[] row = {
      message.author().value(),
      message.authorId() == null ? null : Columns.of(message.authorId().value()),
      message.content() == null ? "" : message.content().value(),
      message.nonce() == null ? null : message.nonce().value(),
      change.seq().value(),
      deletedAt == null ? null : Columns.of(deletedAt),
      ExtrasForms.stored(message.extras()),
      Columns.of(message.room().value()),
      message.seq().value()
    };
    return Tuple.wrap(Arrays.asList(row));
  }
}
