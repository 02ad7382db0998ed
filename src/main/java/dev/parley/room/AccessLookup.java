package dev.parley.room;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.AccessFound.Belonging;
import dev.parley.bus.Reply.AccessFound.Restraint;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads from the database what decides who may do what in a room. */
final class AccessLookup {

  // one row in any case, and the same three look-ups: how long it takes doesn't tell whether the
  // room is there
  private static final String OF_ONE =
      """
      SELECT room.access, room.kind, room.owned, room.archived_at, room.posting, room.slow_mode,
        member.role, restriction.muted_until, restriction.banned_at, restriction.name_key
      FROM (SELECT 1 AS n) AS one
      LEFT JOIN room ON room.id = ? AND room.deleted_at IS NULL
      LEFT JOIN member ON member.room_id = ? AND member.person_id = ?
      LEFT JOIN restriction ON restriction.room_id = ? AND restriction.name_key = ?
      """;

  private static final String OF_ROOM =
      """
      SELECT access, kind, owned, archived_at, posting, slow_mode
      FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  private static final String MEMBERS =
      """
      SELECT person_id, role FROM member WHERE room_id = ?
      """;

  private static final String RESTRICTIONS =
      """
      SELECT name_key, muted_until, banned_at FROM restriction WHERE room_id = ?
      """;

  private static final byte[] NOBODY = {};

  private AccessLookup() {}

  /** Of one person. */
  static Future<AccessFound> ofOne(Sql sql, SelectAccess query) {
    Object room = Columns.of(query.room().value());
    PersonId person = query.person();
    Object id = person == null ? NOBODY : Columns.of(person.value());
    String name = query.name() == null ? "" : query.name();
    return sql.row(
            OF_ONE,
            Tuple.wrap(Arrays.asList(room, room, id, room, name)),
            row -> Optional.ofNullable(row.getLong(0) == null ? null : ofOne(query, row)))
        .compose(found -> require(found.orElseThrow()));
  }

  private static Future<AccessFound> require(Optional<AccessFound> found) {
    return found
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND)));
  }

  private static AccessFound ofOne(SelectAccess query, Row row) {
    List<Belonging> members =
        row.getString(6) == null
            ? List.of()
            : List.of(new Belonging(query.person(), AccessColumns.role(row, 6)));
    List<Restraint> restrictions =
        row.getString(9) == null
            ? List.of()
            : List.of(AccessColumns.restraint(row.getString(9), row, 7));
    return AccessColumns.access(query.room(), row, members, restrictions);
  }

  /** Of everybody. */
  static Future<AccessFound> ofAll(Sql sql, RoomId room) {
    Tuple id = Tuple.of(Columns.of(room.value()));
    return sql.row(OF_ROOM, id, row -> AccessColumns.access(room, row, List.of(), List.of()))
        .compose(AccessLookup::require)
        .compose(
            found ->
                sql.rows(MEMBERS, id, AccessColumns::belonging)
                    .compose(
                        members ->
                            sql.rows(
                                    RESTRICTIONS,
                                    id,
                                    row -> AccessColumns.restraint(row.getString(0), row, 1))
                                .map(restrictions -> with(found, members, restrictions))));
  }

  private static AccessFound with(
      AccessFound found, List<Belonging> members, List<Restraint> restrictions) {
    return new AccessFound(
        found.room(),
        found.version(),
        found.kind(),
        found.owned(),
        found.archived(),
        found.announcements(),
        found.slowMode(),
        members,
        restrictions);
  }
}
