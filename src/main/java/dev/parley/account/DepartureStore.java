package dev.parley.account;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Actor;
import dev.parley.bus.Ids;
import dev.parley.bus.Notice;
import dev.parley.bus.Person;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomEvent.RoomDeleted;
import dev.parley.bus.RoomId;
import dev.parley.message.RoomLog;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

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

  // what was decided about the room before doesn't hold any more; and nobody else changes it now
  private static final String TAKE =
      """
      UPDATE room SET access = access + 1 WHERE id = ?
      """;

  private static final String NEW_OWNER =
      """
      SELECT p.name FROM member m JOIN person p ON p.id = m.person_id
      WHERE m.room_id = ? AND m.role = 'owner'
      """;

  private record Left(RoomId room, boolean owner) {}

  private final Ledger.Entry entry;
  private final Sql sql;
  private final Ids ids;
  private final Instant now;
  private final Person person;
  private final Actor actor;

  /**
   * Within this transaction.
   *
   * @param actor who takes them out, or they themselves
   */
  DepartureStore(Ledger.Entry entry, Ids ids, Instant now, Person person, Actor actor) {
    this.entry = entry;
    this.sql = entry.sql();
    this.ids = ids;
    this.now = now;
    this.person = person;
    this.actor = actor;
  }

  Future<Void> leaveRooms(boolean banned) {
    return sql.rows(ROOMS, Tuple.of(id(), banned ? 1 : 0), DepartureStore::left)
        .compose(
            rooms ->
                each(rooms, left -> sql.update(TAKE, Tuple.of(bytes(left))))
                    .compose(taken -> each(rooms, this::leave)));
  }

  private static Left left(Row row) {
    return new Left(new RoomId(Columns.uuid(row, 0)), row.getString(1).equals("owner"));
  }

  private static Future<Void> each(List<Left> rooms, Function<Left, Future<?>> work) {
    Future<Void> done = Future.succeededFuture();
    for (Left left : rooms) {
      done = done.compose(before -> work.apply(left).mapEmpty());
    }
    return done;
  }

  private Future<Void> leave(Left left) {
    return sql.update(LEAVE, Tuple.of(bytes(left), id()))
        .compose(gone -> sql.update(ABANDON, Tuple.of(Columns.of(now), bytes(left))))
        .compose(abandoned -> abandoned == 1 ? removed(left) : told(left))
        .compose(told -> entry.access(AccessChange.of(left.room(), person.id(), person.name())));
  }

  private Future<Void> removed(Left left) {
    entry.tell(new RoomDeleted(left.room()));
    return Future.succeededFuture();
  }

  private Future<Void> told(Left left) {
    boolean self = actor.name().equals(person.name());
    Notice notice = self ? Notice.LEFT : Notice.REMOVED;
    return tell(left, notice, self ? "" : person.name().value())
        .compose(told -> left.owner() ? handOver(left) : Future.succeededFuture());
  }

  private Future<Void> handOver(Left left) {
    byte[] room = bytes(left);
    return sql.update(HAND_OVER, Tuple.of(room, room, room))
        .compose(
            handed ->
                handed == 0
                    ? Future.succeededFuture()
                    : sql.row(NEW_OWNER, Tuple.of(room), row -> row.getString(0))
                        .compose(name -> tell(left, Notice.MADE_OWNER, name.orElseThrow()))
                        .compose(told -> entry.access(AccessChange.of(left.room()))));
  }

  private Future<Void> tell(Left left, Notice notice, String value) {
    return RoomLog.append(sql, left.room(), ids.message(), actor, notice, value, now)
        .onSuccess(message -> entry.tell(new MessagesPosted(List.of(message))))
        .mapEmpty();
  }

  private byte[] id() {
    return Columns.of(person.id().value());
  }

  private static byte[] bytes(Left left) {
    return Columns.of(left.room().value());
  }
}
