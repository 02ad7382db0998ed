package dev.parley.message;

import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.AppendMessage;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Dialect;
import dev.parley.persistence.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an append has to know of the database first. */
interface AppendLookup {

  /** That of this database. */
  static AppendLookup of(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> new SqliteLookup();
      case POSTGRESQL -> new PostgresLookup();
    };
  }

  /** The end of one room's log, to be moved on. */
  final class Head {
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

  /** Under what a message is stored once. */
  record Key(RoomId room, String author, String nonce) {
    static Key of(AppendMessage append) {
      return new Key(append.room(), append.author().value(), append.nonce().value());
    }
  }

  /**
   * The ends of these rooms' logs, which nobody else moves until the transaction ends; a room that
   * is gone isn't in it.
   */
  Map<RoomId, Head> heads(Statements statements, Set<RoomId> rooms) throws SQLException;

  /** What is there under the nonces of these; each has one. */
  Map<Key, Message> earlier(Statements statements, List<AppendMessage> appends) throws SQLException;
}
