package dev.parley.room;

import dev.parley.bus.Epoch;
import dev.parley.bus.PersonName;
import dev.parley.bus.Room;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;

/**
 * Reads {@code id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode},
 * in this order, of a room, and the people of a direct conversation.
 */
final class RoomColumns {

  /**
   * Greater than the id of any room, for pages that begin with the newest one. Not to be changed.
   */
  static final byte[] NEWEST = new byte[16];

  static {
    Arrays.fill(NEWEST, (byte) 0xFF);
  }

  private static final String PEOPLE =
      """
      SELECT person.name
      FROM member JOIN person ON person.id = member.person_id
      WHERE member.room_id = ?
      ORDER BY person.name_key
      """;

  private RoomColumns() {}

  static Room room(Row row) {
    return new Room(
        new RoomId(Columns.uuid(row, 0)),
        new RoomName(row.getString(1)),
        Columns.instant(row, 2),
        new Epoch(row.getString(3)),
        AccessColumns.kind(row, 4),
        row.getString(5),
        row.getLong(6) == 1,
        row.getLong(7) != null,
        row.getString(8).equals("moderators"),
        row.getInteger(9),
        List.of());
  }

  /** The same room, with the people of a direct conversation. */
  static Future<Room> withPeople(Sql sql, Room room) {
    return room.kind() == RoomKind.DIRECT
        ? sql.rows(
                PEOPLE,
                Tuple.of(Columns.of(room.id().value())),
                row -> new PersonName(row.getString(0)))
            .map(room::with)
        : Future.succeededFuture(room);
  }
}
