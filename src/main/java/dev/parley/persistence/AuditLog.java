package dev.parley.persistence;

import dev.parley.bus.Actor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes down who did what, in the same transaction as what they did: the one isn't there without
 * the other. Has no state.
 */
public final class AuditLog {

  private static final String INSERT =
      """
      INSERT INTO audit (at, actor_id, actor, action, subject, room_id, address, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Clock clock;

  /** Dates what it notes by this clock. */
  public AuditLog(Clock clock) {
    this.clock = clock;
  }

  /** Notes something in the transaction that does it. */
  public Future<Void> note(Sql sql, AuditEntry entry) {
    return sql.update(INSERT, Tuple.wrap(row(entry))).mapEmpty();
  }

  /** The same in a transaction that is carried out in one go. */
  public void note(Statements statements, AuditEntry entry) throws SQLException {
    PreparedStatement insert = statements.of(INSERT);
    insert.setLong(1, Columns.of(clock.instant()));
    insert.setBytes(2, actorId(entry));
    insert.setString(3, actorName(entry));
    insert.setString(4, entry.action());
    insert.setString(5, entry.subject());
    insert.setBytes(6, roomId(entry));
    insert.setString(7, entry.actor().from());
    insert.setString(8, json(entry.detail()));
    insert.executeUpdate();
  }

  private Object[] row(AuditEntry entry) {
    return new Object[] {
      Columns.of(clock.instant()),
      actorId(entry),
      actorName(entry),
      entry.action(),
      entry.subject(),
      roomId(entry),
      entry.actor().from(),
      json(entry.detail())
    };
  }

  private static byte[] actorId(AuditEntry entry) {
    return entry.actor().id() == null ? null : Columns.of(entry.actor().id().value());
  }

  /** Somebody who hasn't said a name has none. */
  private static String actorName(AuditEntry entry) {
    Actor actor = entry.actor();
    return actor.name() == null ? "" : actor.name().value();
  }

  private static byte[] roomId(AuditEntry entry) {
    return entry.room() == null ? null : Columns.of(entry.room().value());
  }

  private static String json(Map<String, String> detail) {
    JsonObject json = new JsonObject();
    new TreeMap<>(detail).forEach(json::put);
    return json.encode();
  }
}
