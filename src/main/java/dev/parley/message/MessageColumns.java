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
import io.vertx.sqlclient.Row;
import java.time.Instant;

/**
 * Reads {@code room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at,
 * deleted_at, author_id, notice, extras}, in this order.
 */
final class MessageColumns {

  private MessageColumns() {}

  static Message message(Row row) {
    String nonce = row.getString(6);
    String notice = row.getString(11);
    Change change = change(row);
    boolean deleted = change != null && change.deletedAt() != null;
    boolean silent = deleted || notice != null && row.getString(4).isEmpty();
    return new Message(
        new MessageId(Columns.uuid(row, 2)),
        new RoomId(Columns.uuid(row, 0)),
        new Seq(row.getLong(1)),
        new PersonName(row.getString(3)),
        silent ? null : new MessageContent(row.getString(4)),
        Columns.instant(row, 5),
        nonce == null ? null : new Nonce(nonce),
        change,
        row.getValue(10) == null ? null : new PersonId(Columns.uuid(row, 10)),
        notice == null ? null : Notice.of(notice).orElseThrow(),
        ExtrasForms.restored(row.getString(12)));
  }

  private static Change change(Row row) {
    long changedSeq = row.getLong(7);
    return changedSeq == row.getLong(1)
        ? null
        : new Change(new Seq(changedSeq), instant(row, 8), instant(row, 9));
  }

  private static Instant instant(Row row, int column) {
    return row.getLong(column) == null ? null : Columns.instant(row, column);
  }
}
