package dev.parley.message;

import dev.parley.bus.Change;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Statements;
import io.vertx.core.Future;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction that puts many messages, of any rooms, at the ends of their logs: finds the heads
 * of their rooms and what is there under the same nonces, then writes the messages and the new
 * heads. A message whose room is gone fails alone; a repeated one answers with the first.
 */
final class AppendBatch {

  private static final String HEAD =
      """
      SELECT head, num FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  private static final String BY_NONCE =
      """
      SELECT seq, id, content, created_at, changed_seq, edited_at, deleted_at
      FROM message
      WHERE room_id = ? AND author = ? AND nonce = ?
      """;

  private static final String INSERT =
      """
      INSERT INTO message (room_id, seq, num, id, author, content, created_at, nonce, changed_seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SET_HEAD =
      """
      UPDATE room SET head = ?, num = ? WHERE id = ?
      """;

  private record Key(RoomId room, String author, String nonce) {}

  private static final class Head {
    final byte[] room;
    final long before;
    long seq;
    long num;

    Head(byte[] room, long seq, long num) {
      this.room = room;
      this.before = seq;
      this.seq = seq;
      this.num = num;
    }
  }

  private final List<AppendMessage> appends;
  private final Map<RoomId, Head> heads = new HashMap<>();
  private final Map<Key, Message> stored = new HashMap<>();

  AppendBatch(List<AppendMessage> appends) {
    this.appends = appends;
  }

  /** Gives one outcome for each message, in their order. */
  List<Future<MessageStored>> run(Statements statements) throws SQLException {
    PreparedStatement insert = statements.of(INSERT);
    List<Future<MessageStored>> outcomes = new ArrayList<>(appends.size());
    int inserts = 0;
    for (AppendMessage append : appends) {
      Head head = head(statements, append.room());
      Message earlier = head == null ? null : earlier(statements, append);
      if (head == null) {
        outcomes.add(Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND)));
      } else if (earlier != null) {
        outcomes.add(Future.succeededFuture(new MessageStored(earlier, true)));
      } else {
        outcomes.add(Future.succeededFuture(new MessageStored(take(insert, append, head), false)));
        inserts++;
      }
    }
    if (inserts > 0) {
      insert.executeBatch();
      setHeads(statements.of(SET_HEAD));
    }
    return outcomes;
  }

  /** The end of a room's log, read once; null if there is no such room. */
  private Head head(Statements statements, RoomId room) throws SQLException {
    Head known = heads.get(room);
    if (known != null || heads.containsKey(room)) {
      return known;
    }
    byte[] id = Columns.of(room.value());
    PreparedStatement select = statements.of(HEAD);
    select.setBytes(1, id);
    try (ResultSet row = select.executeQuery()) {
      Head head = row.next() ? new Head(id, row.getLong(1), row.getLong(2)) : null;
      heads.put(room, head);
      return head;
    }
  }

  /** What is there under the same nonce, in the database or in this batch; null if nothing is. */
  private Message earlier(Statements statements, AppendMessage append) throws SQLException {
    if (append.nonce() == null) {
      return null;
    }
    Message here = stored.get(key(append));
    if (here != null) {
      return here;
    }
    PreparedStatement select = statements.of(BY_NONCE);
    select.setBytes(1, Columns.of(append.room().value()));
    select.setString(2, append.author().value());
    select.setString(3, append.nonce().value());
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? earlier(row, append) : null;
    }
  }

  private static Message earlier(ResultSet row, AppendMessage append) throws SQLException {
    Seq seq = new Seq(row.getLong(1));
    Seq changed = new Seq(row.getLong(5));
    Change change =
        changed.equals(seq) ? null : new Change(changed, instant(row, 6), instant(row, 7));
    boolean deleted = change != null && change.deletedAt() != null;
    return new Message(
        new MessageId(Columns.uuid(row, 2)),
        append.room(),
        seq,
        append.author(),
        deleted ? null : new MessageContent(row.getString(3)),
        Columns.instant(row, 4),
        append.nonce(),
        change);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column) == null ? null : Columns.instant(row, column);
  }

  private Message take(PreparedStatement insert, AppendMessage append, Head head)
      throws SQLException {
    head.seq++;
    head.num++;
    insert.setBytes(1, head.room);
    insert.setLong(2, head.seq);
    insert.setLong(3, head.num);
    insert.setBytes(4, Columns.of(append.id().value()));
    insert.setString(5, append.author().value());
    insert.setString(6, append.content().value());
    insert.setLong(7, Columns.of(append.createdAt()));
    insert.setString(8, append.nonce() == null ? null : append.nonce().value());
    insert.setLong(9, head.seq);
    insert.addBatch();
    Message message =
        new Message(
            append.id(),
            append.room(),
            new Seq(head.seq),
            append.author(),
            append.content(),
            append.createdAt(),
            append.nonce());
    if (append.nonce() != null) {
      stored.put(key(append), message);
    }
    return message;
  }

  private void setHeads(PreparedStatement update) throws SQLException {
    for (Head head : heads.values()) {
      if (head != null && head.seq > head.before) {
        update.setLong(1, head.seq);
        update.setLong(2, head.num);
        update.setBytes(3, head.room);
        update.addBatch();
      }
    }
    update.executeBatch();
  }

  private static Key key(AppendMessage append) {
    return new Key(append.room(), append.author().value(), append.nonce().value());
  }
}
