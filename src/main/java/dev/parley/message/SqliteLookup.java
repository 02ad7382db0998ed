package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A statement for each: in the same process that is cheaper than one for all. */
final class SqliteLookup implements AppendLookup {

  // the transaction has the only write lock there is
  private static final String HEAD =
      """
      SELECT head, num FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  private static final String BY_NONCE =
      """
      SELECT room_id, seq, id, author, content, created_at, nonce, changed_seq, edited_at, deleted_at, author_id, notice, extras
      FROM message
      WHERE room_id = ? AND author = ? AND nonce = ?
      """;

  @Override
  public Map<RoomId, Head> heads(Statements statements, Set<RoomId> rooms) throws SQLException {
    PreparedStatement select = statements.of(HEAD);
    Map<RoomId, Head> heads = new HashMap<>();
    for (RoomId room : rooms) {
      byte[] id = Columns.of(room.value());
      select.setBytes(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          heads.put(room, new Head(id, row.getLong(1), row.getLong(2)));
        }
      }
    }
    return heads;
  }

  @Override
  public Map<Key, Message> earlier(Statements statements, List<AppendMessage> appends)
      throws SQLException {
    PreparedStatement select = statements.of(BY_NONCE);
    Map<Key, Message> earlier = new HashMap<>();
    for (AppendMessage append : appends) {
      select.setBytes(1, Columns.of(append.room().value()));
      select.setString(2, append.author().value());
      select.setString(3, append.nonce().value());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          earlier.put(Key.of(append), EarlierColumns.message(row));
        }
      }
    }
    return earlier;
  }
}
