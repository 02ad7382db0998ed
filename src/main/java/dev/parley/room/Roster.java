package dev.parley.room;

import dev.parley.bus.MessageId;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.message.Amendment;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes people off a room's list of members. A room that is somebody's stays somebody's: if no
 * owner is left, the moderator, else the member, else the reader, who has been there for longest
 * becomes one. A private room that nobody belongs to any more could never be entered again, and is
 * removed.
 */
final class Roster {

  private static final String DROP =
      """
      DELETE FROM member WHERE room_id = ? AND person_id = ?
      """;

  private static final String ROOM =
      """
      SELECT owned, kind,
        (SELECT count(*) FROM member WHERE room_id = room.id AND role = 'owner')
      FROM room WHERE id = ?
      """;

  private static final String OWNERS =
      """
      SELECT count(*) FROM member WHERE room_id = ? AND role = 'owner'
      """;

  private static final String NEXT =
      """
      SELECT member.person_id, person.name
      FROM member JOIN person ON person.id = member.person_id
      WHERE member.room_id = ? AND person.deleted_at IS NULL
      ORDER BY CASE WHEN person.deactivated_at IS NULL THEN 0 ELSE 1 END,
        CASE member.role WHEN 'moderator' THEN 0 WHEN 'member' THEN 1 ELSE 2 END,
        member.joined_at, member.person_id
      LIMIT 1
      """;

  private static final String MEMBERS =
      """
      SELECT count(*) FROM member WHERE room_id = ?
      """;

  private static final String PROMOTE =
      """
      UPDATE member SET role = 'owner' WHERE room_id = ? AND person_id = ?
      """;

  private static final String REMOVE =
      """
      UPDATE room SET deleted_at = ? WHERE id = ?
      """;

  private record Owned(boolean byNobody, RoomKind kind, long owners) {}

  private record Next(PersonId id, PersonName name) {}

  private Roster() {}

  /** How many own the room. */
  static Future<Long> owners(Sql sql, RoomId room) {
    return count(sql, OWNERS, room);
  }

  /** How many belong to the room. */
  static Future<Long> members(Sql sql, RoomId room) {
    return count(sql, MEMBERS, room);
  }

  private static Future<Long> count(Sql sql, String statement, RoomId room) {
    return sql.row(statement, Tuple.of(id(room)), row -> row.getLong(0)).map(Optional::orElseThrow);
  }

  /**
   * Has somebody belong to the room no more.
   *
   * @param notice the id of the notice by which somebody else becomes the owner
   * @param dropped goes on, before that, if it did belong
   * @return whether it did
   */
  static Future<Boolean> drop(
      Amendment amendment, PersonId person, MessageId notice, Supplier<Future<Void>> dropped) {
    RoomId room = amendment.basis().room();
    return amendment
        .sql()
        .update(DROP, Tuple.of(id(room), Columns.of(person.value())))
        .compose(
            count ->
                count == 0
                    ? Future.succeededFuture(false)
                    : dropped.get().compose(told -> seeToOwner(amendment, notice)).map(true));
  }

  private static Future<Void> seeToOwner(Amendment amendment, MessageId notice) {
    RoomId room = amendment.basis().room();
    return amendment
        .sql()
        .row(ROOM, Tuple.of(id(room)), Roster::owned)
        .map(Optional::orElseThrow)
        .compose(
            owned ->
                owned.byNobody() || owned.owners() > 0
                    ? Future.succeededFuture()
                    : succeed(amendment, owned.kind(), notice));
  }

  private static Owned owned(Row row) {
    RoomKind kind = RoomKind.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
    return new Owned(row.getLong(0) == 0, kind, row.getLong(2));
  }

  private static Future<Void> succeed(Amendment amendment, RoomKind kind, MessageId notice) {
    Sql sql = amendment.sql();
    RoomId room = amendment.basis().room();
    return sql.row(NEXT, Tuple.of(id(room)), Roster::next)
        .compose(
            next -> {
              if (next.isPresent()) {
                return promote(amendment, next.get(), notice);
              }
              return kind == RoomKind.PRIVATE ? removeIfEmpty(amendment) : Future.succeededFuture();
            });
  }

  private static Next next(Row row) {
    return new Next(new PersonId(Columns.uuid(row, 0)), new PersonName(row.getString(1)));
  }

  private static Future<Void> promote(Amendment amendment, Next next, MessageId notice) {
    RoomId room = amendment.basis().room();
    return amendment
        .sql()
        .update(PROMOTE, Tuple.of(id(room), Columns.of(next.id().value())))
        .compose(done -> amendment.tell(notice, Notice.MADE_OWNER, next.name().value()))
        .compose(told -> amendment.concerns(next.id(), next.name()));
  }

  private static Future<Void> removeIfEmpty(Amendment amendment) {
    RoomId room = amendment.basis().room();
    return members(amendment.sql(), room)
        .compose(
            left ->
                left > 0
                    ? Future.succeededFuture()
                    : amendment
                        .sql()
                        .update(REMOVE, Tuple.of(Columns.of(amendment.basis().at()), id(room)))
                        .onSuccess(removed -> amendment.roomRemoved())
                        .mapEmpty());
  }

  private static Object id(RoomId room) {
    return Columns.of(room.value());
  }
}
