package dev.parley.message;

import dev.parley.bus.Extras;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.message.Answering.Answered;
import dev.parley.message.AppendLookup.Head;
import dev.parley.message.AppendLookup.Key;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Statements;
import io.vertx.core.Future;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One transaction that puts many messages, of any rooms, at the ends of their logs: finds the heads
 * of their rooms and what is there under the same nonces, then writes the messages and the new
 * heads. A message whose room is gone fails alone; a repeated one answers with the first.
 */
final class AppendBatch {

  private static final String INSERT =
      """
      INSERT INTO message (room_id, seq, num, id, author, content, created_at, nonce, changed_seq, author_id, extras, root_seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SET_HEAD =
      """
      UPDATE room SET head = ?, num = ? WHERE id = ?
      """;

  private final AppendLookup lookup;
  private final List<AppendMessage> appends;
  private final List<Alongside> alongside;

  AppendBatch(AppendLookup lookup, List<AppendMessage> appends, List<Alongside> alongside) {
    this.lookup = lookup;
    this.appends = appends;
    this.alongside = alongside;
  }

  /** Gives one outcome for each message, in their order. */
  List<Future<MessageStored>> run(Statements statements) throws SQLException {
    // the heads first: from then on nobody else writes to these rooms, under a nonce either
    Map<RoomId, Head> heads = lookup.heads(statements, rooms());
    Map<Key, Message> stored = earlier(statements);
    PreparedStatement insert = statements.of(INSERT);
    Answering answering = new Answering(statements);
    List<Future<MessageStored>> outcomes = new ArrayList<>(appends.size());
    List<Message> written = new ArrayList<>(appends.size());
    for (AppendMessage append : appends) {
      Head head = heads.get(append.room());
      Message earlier = append.nonce() == null ? null : stored.get(Key.of(append));
      if (head == null) {
        outcomes.add(Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND)));
      } else if (earlier != null) {
        outcomes.add(Future.succeededFuture(new MessageStored(earlier, true)));
      } else {
        outcomes.add(write(insert, append, head, answering, stored, written));
      }
    }
    if (!written.isEmpty()) {
      insert.executeBatch();
      answering.keep();
      setHeads(statements.of(SET_HEAD), heads);
      for (Alongside each : alongside) {
        each.written(statements, written);
      }
    }
    return outcomes;
  }

  /** A message that answers what isn't there fails alone. */
  private static Future<MessageStored> write(
      PreparedStatement insert,
      AppendMessage append,
      Head head,
      Answering answering,
      Map<Key, Message> stored,
      List<Message> written)
      throws SQLException {
    Answered answered;
    try {
      answered = answering.resolve(append);
    } catch (Failure missing) {
      return Future.failedFuture(missing);
    }
    Message message = take(insert, append, head, answered);
    if (append.nonce() != null) {
      stored.put(Key.of(append), message);
    }
    written.add(message);
    return Future.succeededFuture(new MessageStored(message, false));
  }

  private Set<RoomId> rooms() {
    return appends.stream().map(AppendMessage::room).collect(Collectors.toSet());
  }

  private Map<Key, Message> earlier(Statements statements) throws SQLException {
    List<AppendMessage> named = appends.stream().filter(a -> a.nonce() != null).toList();
    return named.isEmpty() ? Map.of() : lookup.earlier(statements, named);
  }

  private static Message take(
      PreparedStatement insert, AppendMessage append, Head head, Answered answered)
      throws SQLException {
    head.seq++;
    // what is said in a thread doesn't count in the room
    head.num += answered.root() == null ? 1 : 0;
    insert.setBytes(1, head.room);
    insert.setLong(2, head.seq);
    insert.setLong(3, head.num);
    insert.setBytes(4, Columns.of(append.id().value()));
    insert.setString(5, append.author().value());
    insert.setString(6, append.content().value());
    insert.setLong(7, Columns.of(append.createdAt()));
    insert.setString(8, append.nonce() == null ? null : append.nonce().value());
    insert.setLong(9, head.seq);
    insert.setBytes(10, append.authorId() == null ? null : Columns.of(append.authorId().value()));
    Extras extras = answered.extras();
    insert.setString(11, ExtrasForms.stored(extras.withQuote(Quotes.bare(extras.quote()))));
    insert.setObject(12, answered.root() == null ? null : answered.root().value(), Types.BIGINT);
    insert.addBatch();
    return new Message(
        append.id(),
        append.room(),
        new Seq(head.seq),
        append.author(),
        append.content(),
        append.createdAt(),
        append.nonce(),
        null,
        append.authorId(),
        null,
        extras);
  }

  private static void setHeads(PreparedStatement update, Map<RoomId, Head> heads)
      throws SQLException {
    for (Head head : heads.values()) {
      if (head.seq > head.before) {
        update.setLong(1, head.seq);
        update.setLong(2, head.num);
        update.setBytes(3, head.room);
        update.addBatch();
      }
    }
    update.executeBatch();
  }
}
