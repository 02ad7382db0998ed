package dev.parley.message;

import dev.parley.bus.Change;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Reads {@code room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at,
 * deleted_at, author_id, notice, extras}, in this order.
 */
final class EarlierColumns {

  private EarlierColumns() {}

  static Message message(ResultSet row) throws SQLException {
    Seq seq = new Seq(row.getLong(2));
    Seq changed = new Seq(row.getLong(8));
    Change change =
        changed.equals(seq) ? null : new Change(changed, instant(row, 9), instant(row, 10));
    boolean deleted = change != null && change.deletedAt() != null;
    return new Message(
        new MessageId(Columns.uuid(row, 3)),
        new RoomId(Columns.uuid(row, 1)),
        seq,
        new PersonName(row.getString(4)),
        deleted || row.getString(5).isEmpty() ? null : new MessageContent(row.getString(5)),
        Columns.instant(row, 6),
        row.getString(7) == null ? null : new Nonce(row.getString(7)),
        change,
        row.getBytes(11) == null ? null : new PersonId(Columns.uuid(row, 11)),
        row.getString(12) == null ? null : Notice.of(row.getString(12)).orElseThrow(),
        ExtrasForms.restored(row.getString(13)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column) == null ? null : Columns.instant(row, column);
  }
}
