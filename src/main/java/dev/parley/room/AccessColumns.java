package dev.parley.room;

import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.AccessFound.Belonging;
import dev.parley.bus.Reply.AccessFound.Restraint;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code access, kind, owned, archived_at, posting, slow_mode}, in this order, of a room, and
 * what belongs to it.
 */
final class AccessColumns {

  private AccessColumns() {}

  static AccessFound access(
      RoomId room, Row row, List<Belonging> members, List<Restraint> restrictions) {
    return new AccessFound(
        room,
        row.getLong(0),
        kind(row, 1),
        row.getLong(2) == 1,
        row.getLong(3) != null,
        row.getString(4).equals("moderators"),
        row.getInteger(5),
        members,
        restrictions);
  }

  static RoomKind kind(Row row, int column) {
    return RoomKind.valueOf(row.getString(column).toUpperCase(Locale.ROOT));
  }

  static RoomRole role(Row row, int column) {
    return RoomRole.valueOf(row.getString(column).toUpperCase(Locale.ROOT));
  }

  /** How a role is stored, and how it stands on the wire. */
  static String text(RoomRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code person_id, role}. */
  static Belonging belonging(Row row) {
    return new Belonging(new PersonId(Columns.uuid(row, 0)), role(row, 1));
  }

  /** Reads {@code muted_until, banned_at} of somebody, from this column on. */
  static Restraint restraint(String name, Row row, int column) {
    Instant until = row.getLong(column) == null ? null : Columns.instant(row, column);
    return new Restraint(name, until, row.getLong(column + 1) != null);
  }
}
