package dev.parley.message;

import dev.parley.bus.Deed;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.Pin;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Which messages are pinned in their rooms. */
final class Pins {

  private static final String COUNT =
      """
      SELECT COUNT(*) FROM pin WHERE room_id = ?
      """;

  private static final String ADD =
      """
      INSERT INTO pin (room_id, seq, place) VALUES (?, ?, ?)
      """;

  private static final String REMOVE =
      """
      DELETE FROM pin WHERE room_id = ? AND seq = ?
      """;

  private static final String OF =
      """
      SELECT m.room_id, m.seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM pin p JOIN message m ON m.room_id = p.room_id AND m.seq = p.seq
      WHERE p.room_id = ?
      ORDER BY p.place DESC LIMIT ?
      """;

  private final int max;

  /** Allows so many in a room. */
  Pins(int max) {
    this.max = max;
  }

  /** Pins a message, or takes the pin off; nothing happens if it is so already. */
  Future<?> change(Amendment amendment, Message message, boolean pinned) {
    if (pinned == (message.extras().pin() != null)) {
      return Future.succeededFuture();
    }
    return pinned ? add(amendment, message) : remove(amendment, message);
  }

  private Future<?> add(Amendment amendment, Message message) {
    Sql sql = amendment.sql();
    Object room = Columns.of(message.room().value());
    Pin pin = new Pin(amendment.basis().actor().name(), amendment.basis().at());
    return sql.row(COUNT, Tuple.of(room), row -> row.getLong(0))
        .compose(
            count ->
                count.orElse(0L) >= max
                    ? Future.failedFuture(
                        new Failure(
                            FailureCode.TOO_MANY,
                            "A room has at most " + max + " pinned messages."))
                    : tell(amendment, message, Deed.Kind.PINNED, pin))
        .compose(
            altered ->
                sql.update(ADD, Tuple.of(room, altered.seq().value(), altered.position().value())));
  }

  private static Future<Message> tell(
      Amendment amendment, Message message, Deed.Kind kind, Pin pin) {
    return amendment.alter(
        message,
        message.content(),
        message.extras().withPin(pin),
        Deed.of(kind, amendment.basis().actor()));
  }

  private static Future<?> remove(Amendment amendment, Message message) {
    return forget(amendment.sql(), message)
        .compose(removed -> tell(amendment, message, Deed.Kind.UNPINNED, null));
  }

  /** What is pinned in a room, what was pinned last first. */
  Future<List<Message>> of(Sql sql, RoomId room) {
    return sql.rows(OF, Tuple.of(Columns.of(room.value()), max), MessageColumns::message);
  }

  /** A tombstone isn't pinned. */
  static Future<Void> forget(Sql sql, Message message) {
    return sql.update(REMOVE, Tuple.of(Columns.of(message.room().value()), message.seq().value()))
        .mapEmpty();
  }
}
