package dev.parley.message;

import dev.parley.bus.Actor;
import dev.parley.bus.Change;
import dev.parley.bus.Deed;
import dev.parley.bus.Extras;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Notice;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;

/**
 * Takes places in rooms' logs for what isn't a new message, in the transaction of whoever calls: a
 * room's row is locked from the first place on, so that nobody else takes the same.
 */
public final class RoomLog {

  private static final String TAKE =
      """
      UPDATE room SET head = head + ? WHERE id = ? AND deleted_at IS NULL
      RETURNING head, num
      """;

  private static final String INSERT_NOTICE =
      """
      INSERT INTO message (room_id, seq, num, id, author, content, created_at, changed_seq, author_id, notice)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String BURY =
      """
      UPDATE message SET content = '', deleted_at = ?, changed_seq = ?, extras = ? WHERE room_id = ? AND seq = ?
      """;

  private static final String ALTER =
      """
      UPDATE message SET content = ?, edited_at = ?, changed_seq = ?, extras = ? WHERE room_id = ? AND seq = ?
      """;

  private RoomLog() {}

  /** The ends of a log. */
  record End(long seq, long num) {
    static End of(Row row) {
      return new End(row.getLong(0), row.getLong(1));
    }
  }

  /**
   * Takes so many places.
   *
   * @return the last of them; fails with {@code room_not_found}
   */
  static Future<End> take(Sql sql, RoomId room, int places) {
    return sql.row(TAKE, Tuple.of(places, Columns.of(room.value())), End::of)
        .compose(
            end ->
                end.map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND))));
  }

  /**
   * Puts a notice at the end of a room's log.
   *
   * @param value what the notice tells besides, empty for nothing
   */
  public static Future<Message> append(
      Sql sql, RoomId room, MessageId id, Actor actor, Notice notice, String value, Instant at) {
    return take(sql, room, 1)
        .compose(
            end -> {
              Object[] row = {
                Columns.of(room.value()),
                end.seq(),
                end.num(),
                Columns.of(id.value()),
                actor.name().value(),
                value,
                Columns.of(at),
                end.seq(),
                actor.id() == null ? null : Columns.of(actor.id().value()),
                notice.text()
              };
              return sql.update(INSERT_NOTICE, Tuple.wrap(Arrays.asList(row)))
                  .map(inserted -> notice(room, id, end, actor, notice, value, at));
            });
  }

  private static Message notice(
      RoomId room, MessageId id, End end, Actor actor, Notice notice, String value, Instant at) {
    return new Message(
        id,
        room,
        new Seq(end.seq()),
        actor.name(),
        value.isEmpty() ? null : new MessageContent(value),
        at,
        null,
        null,
        actor.id(),
        notice);
  }

  /**
   * Gives a message another state, which takes the next place; of its change, the place is yet to
   * be found.
   */
  static Future<Message> alter(Sql sql, Message message) {
    return take(sql, message.room(), 1)
        .compose(
            end -> {
              Change was = message.change();
              Change change =
                  new Change(new Seq(end.seq()), was.editedAt(), was.deletedAt(), was.deed());
              Extras extras = message.extras();
              Object[] row = {
                message.content().value(),
                was.editedAt() == null ? null : Columns.of(was.editedAt()),
                end.seq(),
                ExtrasForms.stored(extras.withQuote(Quotes.bare(extras.quote()))),
                Columns.of(message.room().value()),
                message.seq().value()
              };
              return sql.update(ALTER, Tuple.wrap(Arrays.asList(row)))
                  .map(altered -> message.with(message.content(), change, extras));
            });
  }

  /** Deletes a message but for its tombstone, whose change takes the next place. */
  static Future<Message> bury(Sql sql, Message message, Deed deed, Instant at) {
    return take(sql, message.room(), 1)
        .compose(
            end ->
                sql.update(
                        BURY,
                        Tuple.of(
                            Columns.of(at),
                            end.seq(),
                            ExtrasForms.stored(message.extras().buried()),
                            Columns.of(message.room().value()),
                            message.seq().value()))
                    .compose(
                        done ->
                            Threads.recount(sql, buried(message, new Seq(end.seq()), deed, at))));
  }

  /** What is left of a message. */
  static Message buried(Message message, Seq seq, Deed deed, Instant at) {
    Instant editedAt = message.change() == null ? null : message.change().editedAt();
    return new Message(
        message.id(),
        message.room(),
        message.seq(),
        message.author(),
        null,
        message.createdAt(),
        message.nonce(),
        new Change(seq, editedAt, at, deed),
        message.authorId(),
        message.notice(),
        message.extras().buried());
  }
}
