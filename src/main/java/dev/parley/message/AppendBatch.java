package dev.parley.message;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One transaction that puts many messages, of any rooms, at the ends of their logs: reads the heads
 * of the rooms and what is there under the same nonces, plans, then writes the messages and the new
 * heads. A message whose room is gone fails alone; a repeated one answers with the first.
 */
final class AppendBatch {

  private static final String HEADS =
      """
      SELECT id, head, num FROM room WHERE deleted_at IS NULL AND id IN (%s)
      """;

  private static final String BY_NONCE =
      """
      WITH sent (room_id, author, nonce) AS (VALUES %s)
      SELECT m.room_id, m.seq, m.id, m.author, m.content, m.created_at, m.nonce,
        m.changed_seq, m.edited_at, m.deleted_at
      FROM sent CROSS JOIN message m
        ON m.room_id = sent.room_id AND m.author = sent.author AND m.nonce = sent.nonce
      WHERE m.nonce IS NOT NULL
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
    final RoomId room;
    long seq;
    long num;

    Head(Row row) {
      room = new RoomId(Columns.uuid(row, 0));
      seq = row.getLong(1);
      num = row.getLong(2);
    }
  }

  private final List<AppendMessage> appends;
  private final Map<RoomId, Head> heads = new HashMap<>();
  private final Map<Key, Message> stored = new HashMap<>();
  private final List<Tuple> inserts = new ArrayList<>();
  private final Set<Head> moved = new LinkedHashSet<>();

  AppendBatch(List<AppendMessage> appends) {
    this.appends = appends;
  }

  /** Gives one outcome for each message, in their order. */
  Future<List<Future<MessageStored>>> run(Sql sql) {
    return readHeads(sql)
        .compose(read -> readNonces(sql))
        .map(read -> appends.stream().map(this::plan).toList())
        .compose(outcomes -> writeAll(sql).map(outcomes));
  }

  private Future<Void> readHeads(Sql sql) {
    List<Object> rooms =
        appends.stream()
            .map(append -> append.room().value())
            .distinct()
            .map(Columns::of)
            .collect(Collectors.toList());
    pad(rooms);
    String statement = HEADS.formatted(String.join(", ", Collections.nCopies(rooms.size(), "?")));
    return sql.rows(statement, Tuple.wrap(rooms), Head::new)
        .onSuccess(rows -> rows.forEach(head -> heads.put(head.room, head)))
        .mapEmpty();
  }

  private Future<Void> readNonces(Sql sql) {
    List<AppendMessage> named = appends.stream().filter(append -> append.nonce() != null).toList();
    if (named.isEmpty()) {
      return Future.succeededFuture();
    }
    List<List<Object>> keys =
        named.stream()
            .map(
                append ->
                    List.of(
                        Columns.of(append.room().value()),
                        append.author().value(),
                        append.nonce().value()))
            .collect(Collectors.toList());
    pad(keys);
    String statement =
        BY_NONCE.formatted(String.join(", ", Collections.nCopies(keys.size(), "(?, ?, ?)")));
    return sql.rows(
            statement,
            Tuple.wrap(keys.stream().flatMap(List::stream).collect(Collectors.toList())),
            MessageColumns::message)
        .onSuccess(messages -> messages.forEach(message -> stored.put(key(message), message)))
        .mapEmpty();
  }

  /**
   * Repeats the last parameters up to a power of two, so that there are few different statements to
   * prepare.
   */
  private static <T> void pad(List<T> parameters) {
    int size = Integer.highestOneBit(Math.max(1, 2 * parameters.size() - 1));
    parameters.addAll(
        Collections.nCopies(size - parameters.size(), parameters.get(parameters.size() - 1)));
  }

  private Future<MessageStored> plan(AppendMessage append) {
    Head head = heads.get(append.room());
    if (head == null) {
      return Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND));
    }
    Message earlier = append.nonce() == null ? null : stored.get(key(append));
    if (earlier != null) {
      return Future.succeededFuture(new MessageStored(earlier, true));
    }
    Message message = take(append, head);
    if (append.nonce() != null) {
      stored.put(key(append), message);
    }
    return Future.succeededFuture(new MessageStored(message, false));
  }

  private Message take(AppendMessage append, Head head) {
    head.seq++;
    head.num++;
    moved.add(head);
    inserts.add(
        Tuple.from(
            new Object[] {
              Columns.of(append.room().value()),
              head.seq,
              head.num,
              Columns.of(append.id().value()),
              append.author().value(),
              append.content().value(),
              Columns.of(append.createdAt()),
              append.nonce() == null ? null : append.nonce().value(),
              head.seq
            }));
    return new Message(
        append.id(),
        append.room(),
        new Seq(head.seq),
        append.author(),
        append.content(),
        append.createdAt(),
        append.nonce());
  }

  private Future<Void> writeAll(Sql sql) {
    if (inserts.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Tuple> newHeads =
        moved.stream()
            .map(head -> Tuple.of(head.seq, head.num, Columns.of(head.room.value())))
            .toList();
    return sql.batch(INSERT, inserts).compose(inserted -> sql.batch(SET_HEAD, newHeads));
  }

  private static Key key(AppendMessage append) {
    return new Key(append.room(), append.author().value(), append.nonce().value());
  }

  private static Key key(Message message) {
    return new Key(message.room(), message.author().value(), message.nonce().value());
  }
}
