package dev.parley.message;

import dev.parley.bus.Attached;
import dev.parley.bus.Extras;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageId;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.ThreadPlace;
import dev.parley.bus.ThreadSummary;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds what the messages of one group commit answer, and moves the numbers of their threads on.
 * The rooms are locked, so that nobody else does.
 */
final class Answering {

  private static final String FIND =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE id = ?
      """;

  private static final String SET_REPLIES =
      """
      UPDATE message SET extras = ? WHERE room_id = ? AND seq = ?
      """;

  private final Statements statements;
  private final Map<MessageId, Message> roots = new HashMap<>();

  Answering(Statements statements) {
    this.statements = statements;
  }

  /** What stands at a message, and where its thread begins: null for none. */
  record Answered(Extras extras, Seq root) {}

  /**
   * What a message answers.
   *
   * @throws Failure {@code message_not_found} if that isn't there any more
   */
  Answered resolve(AppendMessage append) throws SQLException {
    Attached attached = append.attached();
    Extras extras = append.extras();
    if (attached.quote() != null) {
      extras = extras.withQuote(Quotes.of(live(append.room(), attached.quote())));
    }
    if (attached.thread() == null) {
      return new Answered(extras, null);
    }
    Message root = root(append.room(), attached.thread());
    ThreadSummary before = root.extras().replies();
    long count = before == null ? 1 : before.count() + 1;
    ThreadSummary now = new ThreadSummary(count, append.createdAt());
    roots.put(root.id(), root.with(root.extras().withReplies(now)));
    return new Answered(
        extras.withThread(new ThreadPlace(root.id(), count, append.createdAt())), root.seq());
  }

  private Message live(RoomId room, MessageId id) throws SQLException {
    Message message = find(room, id);
    if (message.content() == null || message.notice() != null) {
      throw new Failure(FailureCode.MESSAGE_NOT_FOUND);
    }
    return message;
  }

  /** An answer to a reply goes to the same thread; a thread outlives its first message. */
  private Message root(RoomId room, MessageId id) throws SQLException {
    Message message = find(room, id);
    if (message.extras().thread() != null) {
      return find(room, message.extras().thread().root());
    }
    return message.extras().replies() == null ? live(room, id) : message;
  }

  private Message find(RoomId room, MessageId id) throws SQLException {
    Message known = roots.get(id);
    if (known != null) {
      return known;
    }
    PreparedStatement select = statements.of(FIND);
    select.setBytes(1, Columns.of(id.value()));
    try (ResultSet row = select.executeQuery()) {
      Message found = row.next() ? EarlierColumns.message(row) : null;
      if (found == null || !found.room().equals(room)) {
        throw new Failure(FailureCode.MESSAGE_NOT_FOUND);
      }
      return found;
    }
  }

  /** Keeps the numbers of the threads. */
  void keep() throws SQLException {
    if (roots.isEmpty()) {
      return;
    }
    PreparedStatement update = statements.of(SET_REPLIES);
    for (Message root : roots.values()) {
      update.setString(1, ExtrasForms.stored(root.extras()));
      update.setBytes(2, Columns.of(root.room().value()));
      update.setLong(3, root.seq().value());
      update.addBatch();
    }
    update.executeBatch();
  }
}
