package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Version;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** What edited messages said before. */
final class Versions {

  private static final String KEEP =
      """
      INSERT INTO message_version (room_id, seq, version, content, written_at) VALUES (?, ?, ?, ?, ?)
      """;

  // the first one stays: it is what was answered and reacted to
  private static final String TRIM =
      """
      DELETE FROM message_version
      WHERE room_id = ? AND seq = ? AND version > seq AND version <=
        (SELECT version FROM message_version WHERE room_id = ? AND seq = ?
         ORDER BY version DESC LIMIT 1 OFFSET ?)
      """;

  private static final String OF =
      """
      SELECT content, written_at FROM message_version WHERE room_id = ? AND seq = ? ORDER BY version
      """;

  private static final String FORGET =
      """
      DELETE FROM message_version WHERE room_id = ? AND seq = ?
      """;

  private final int max;

  /** Keeps so many of a message. */
  Versions(int max) {
    this.max = max;
  }

  /** Keeps what a message said before an edit. */
  Future<Void> keep(Sql sql, Message before, Message after) {
    Object room = Columns.of(before.room().value());
    long seq = before.seq().value();
    Instant since =
        before.change() == null || before.change().editedAt() == null
            ? before.createdAt()
            : before.change().editedAt();
    // an edit is behind what was done to the message before: no two have the same place
    long version = since.equals(before.createdAt()) ? seq : before.position().value();
    return sql.update(
            KEEP, Tuple.of(room, seq, version, before.content().value(), Columns.of(since)))
        .compose(kept -> sql.update(TRIM, Tuple.of(room, seq, room, seq, max - 1)))
        .mapEmpty();
  }

  /** What a message said before, the first first. */
  Future<List<Version>> of(Sql sql, Message message) {
    return sql.rows(
        OF,
        Tuple.of(Columns.of(message.room().value()), message.seq().value()),
        row -> new Version(new MessageContent(row.getString(0)), Columns.instant(row, 1)));
  }

  /** A tombstone says nothing, and never did. */
  static Future<Void> forget(Sql sql, Message message) {
    return sql.update(FORGET, Tuple.of(Columns.of(message.room().value()), message.seq().value()))
        .mapEmpty();
  }
}
