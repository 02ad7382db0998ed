package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Person;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/**
 * Takes somebody out of all rooms, within the transaction that takes away their account.
 *
 * <p>A room that loses its last owner gets the oldest of its moderators, or else of its members. A
 * private room or conversation that nobody is left in is gone. Whoever is only banned stays one of
 * the people of their conversations, which would otherwise not be found again.
 */
final class DepartureStore {

  private static final String ROOMS =
      """
      SELECT m.room_id, m.role FROM member m JOIN room r ON r.id = m.room_id
      WHERE m.person_id = ? AND (r.kind <> 'direct' OR ? = 0) ORDER BY m.room_id
      """;

  private static final String LEAVE =
      """
      DELETE FROM member WHERE room_id = ? AND person_id = ?
      """;

  private static final String HAND_OVER =
      """
      UPDATE member SET role = 'owner' WHERE room_id = ? AND person_id = (
        SELECT person_id FROM member WHERE room_id = ?
        ORDER BY CASE role WHEN 'moderator' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, joined_at, person_id
        LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM member WHERE room_id = ? AND role = 'owner')
      """;

  private static final String ABANDON =
      """
      UPDATE room SET deleted_at = ? WHERE id = ? AND kind <> 'public' AND deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM member WHERE room_id = room.id)
      """;

  private record Left(RoomId room, boolean owner) {}

  private final Ledger.Entry entry;
  private final Sql sql;
  private final Instant now;

  DepartureStore(Ledger.Entry entry, Instant now) {
    this.entry = entry;
    this.sql = entry.sql();
    this.now = now;
  }

  Future<Void> leaveRooms(Person person, boolean banned) {
    byte[] id = Columns.of(person.id().value());
    return sql.rows(ROOMS, Tuple.of(id, banned ? 1 : 0), DepartureStore::left)
        .compose(rooms -> leave(person, rooms));
  }

  private static Left left(Row row) {
    return new Left(new RoomId(Columns.uuid(row, 0)), row.getString(1).equals("owner"));
  }

  private Future<Void> leave(Person person, List<Left> rooms) {
    Future<Void> done = Future.succeededFuture();
    for (Left left : rooms) {
      done = done.compose(before -> leave(person, left));
    }
    return done;
  }

  private Future<Void> leave(Person person, Left left) {
    byte[] room = Columns.of(left.room().value());
    return sql.update(LEAVE, Tuple.of(room, Columns.of(person.id().value())))
        .compose(gone -> left.owner() ? handOver(room) : Future.succeededFuture())
        .compose(owned -> sql.update(ABANDON, Tuple.of(Columns.of(now), room)))
        .compose(kept -> entry.access(AccessChange.of(left.room(), person.id(), person.name())));
  }

  private Future<Integer> handOver(byte[] room) {
    return sql.update(HAND_OVER, Tuple.of(room, room, room));
  }
}
