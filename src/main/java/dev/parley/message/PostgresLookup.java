package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One statement for all: each is a way to the server and back. */
final class PostgresLookup implements AppendLookup {

  // in the same order on every node, or two of them could wait for each other
  private static final String HEADS =
      """
      SELECT id, head, num FROM room
      WHERE id = ANY (?) AND deleted_at IS NULL
      ORDER BY id
      FOR UPDATE
      """;

  private static final String BY_NONCE =
      """
      SELECT message.room_id, seq, id, message.author, content, created_at, message.nonce, changed_seq,
        edited_at, deleted_at, author_id, notice, extras
      FROM message
      JOIN unnest(?::bytea[], ?::text[], ?::text[]) AS wanted (room_id, author, nonce)
        ON message.room_id = wanted.room_id
        AND message.author = wanted.author
        AND message.nonce = wanted.nonce
      """;

  @Override
  public Map<RoomId, Head> heads(Statements statements, Set<RoomId> rooms) throws SQLException {
    PreparedStatement select = statements.of(HEADS);
    byte[][] ids = rooms.stream().map(PostgresLookup::bytes).toArray(byte[][]::new);
    select.setArray(1, select.getConnection().createArrayOf("bytea", ids));
    Map<RoomId, Head> heads = new HashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        RoomId room = new RoomId(Columns.uuid(rows, 1));
        heads.put(room, new Head(rows.getBytes(1), rows.getLong(2), rows.getLong(3)));
      }
    }
    return heads;
  }

  @Override
  public Map<Key, Message> earlier(Statements statements, List<AppendMessage> appends)
      throws SQLException {
    PreparedStatement select = statements.of(BY_NONCE);
    Connection connection = select.getConnection();
    byte[][] rooms = appends.stream().map(append -> bytes(append.room())).toArray(byte[][]::new);
    Object[] authors = appends.stream().map(append -> append.author().value()).toArray();
    Object[] nonces = appends.stream().map(append -> append.nonce().value()).toArray();
    select.setArray(1, connection.createArrayOf("bytea", rooms));
    select.setArray(2, connection.createArrayOf("text", authors));
    select.setArray(3, connection.createArrayOf("text", nonces));
    Map<Key, Message> earlier = new HashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Message message = EarlierColumns.message(rows);
        earlier.put(
            new Key(message.room(), message.author().value(), message.nonce().value()), message);
      }
    }
    return earlier;
  }

  private static byte[] bytes(RoomId room) {
    return Columns.of(room.value());
  }
}
