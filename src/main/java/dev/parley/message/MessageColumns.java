package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import io.vertx.sqlclient.Row;

/** Reads {@code room_id, seq, id, author, content, created_at, nonce}, in this order. */
final class MessageColumns {

  private MessageColumns() {}

  static Message message(Row row) {
    String nonce = row.getString(6);
    return new Message(
        new MessageId(Columns.uuid(row, 2)),
        new RoomId(Columns.uuid(row, 0)),
        new Seq(row.getLong(1)),
        new PersonName(row.getString(3)),
        new MessageContent(row.getString(4)),
        Columns.instant(row, 5),
        nonce == null ? null : new Nonce(nonce));
  }
}
