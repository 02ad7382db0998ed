package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.Reply.DirectOpened;
import dev.parley.bus.Reply.HeadsRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.Room;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.InsertDirect;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.bus.RoomQuery.SelectHeads;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.RoomQuery.UpdateRoom;
import dev.parley.bus.Seq;
import dev.parley.message.Amendments;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The table of rooms. A removed room is gone at once for everybody; its messages follow in pieces
 * by the {@link RoomSweep}.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class RoomStore implements Store, RoomQuery.Visitor<Future<? extends Reply>> {

  private static final String SELECT =
      """
      SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode, head
      FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  // Ids are version 7 UUIDs: their order is that of making. Two ranges of indexes, so that rooms
  // that aren't to be seen cost no time either.
  private static final String PAGE =
      """
      SELECT * FROM (
        SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode
        FROM room
        WHERE kind = 'public' AND deleted_at IS NULL AND id < ?
        ORDER BY id DESC LIMIT ?) AS everybodys
      UNION ALL
      SELECT * FROM (
        SELECT room.id, room.name, room.created_at, room.epoch, room.kind, room.topic, room.owned,
          room.archived_at, room.posting, room.slow_mode
        FROM member JOIN room ON room.id = member.room_id
        WHERE member.person_id = ? AND member.room_id < ? AND room.kind = 'private'
          AND room.deleted_at IS NULL
        ORDER BY member.room_id DESC LIMIT ?) AS own
      ORDER BY id DESC LIMIT ?
      """;

  private static final String HEADS =
      """
      SELECT id, head FROM room WHERE deleted_at IS NULL AND id IN (%s)
      """;

  private static final String REMOVE =
      """
      UPDATE room SET deleted_at = ? WHERE id = ?
      """;

  private static final byte[] NOBODY = {};

  private final Database database;
  private final Amendments amendments;
  private final NewRooms newRooms;
  private final RoomSweep sweep;

  /**
   * Stores in this database.
   *
   * @param sweep clears away what is left of removed rooms
   * @param maxRooms the most rooms there may be; 0 for no limit
   */
  public RoomStore(Database database, Amendments amendments, RoomSweep sweep, int maxRooms) {
    this.database = database;
    this.amendments = amendments;
    this.newRooms = new NewRooms(database.dialect(), amendments, maxRooms);
    this.sweep = sweep;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<RoomQuery>answer(Addresses.roomStore(), query -> query.accept(this));
    sweep.start();
  }

  @Override
  public Future<RoomFound> insertRoom(InsertRoom query) {
    return newRooms.insert(query);
  }

  @Override
  public Future<DirectOpened> insertDirect(InsertDirect query) {
    return newRooms.insert(query);
  }

  @Override
  public Future<Amended> updateRoom(UpdateRoom query) {
    RoomUpdate update = new RoomUpdate(query);
    return query.change().concernsAccess()
        ? amendments.ofAccess(query.basis(), update::carryOut)
        : amendments.ofContent(query.basis(), update::carryOut);
  }

  @Override
  public Future<RoomFound> selectRoom(SelectRoom query) {
    return database.read(
        sql ->
            sql.row(SELECT, Tuple.of(bytes(query.room())), RoomStore::found)
                .compose(
                    found ->
                        found.map(room -> withPeople(sql, room)).orElseGet(RoomStore::notFound)));
  }

  private static RoomFound found(Row row) {
    return new RoomFound(RoomColumns.room(row), new Seq(row.getLong(10)));
  }

  private static Future<RoomFound> withPeople(Sql sql, RoomFound found) {
    return RoomColumns.withPeople(sql, found.room()).map(room -> new RoomFound(room, found.head()));
  }

  private static Future<RoomFound> notFound() {
    return Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND));
  }

  @Override
  public Future<RoomsListed> selectRooms(SelectRooms query) {
    DirectoryQuery page = query.page();
    Object before = page.before() == null ? RoomColumns.NEWEST : bytes(page.before());
    PersonId person = page.actor() == null ? null : page.actor().id();
    Object own = person == null ? NOBODY : Columns.of(person.value());
    int oneMore = page.limit() + 1;
    Object[] row = {before, oneMore, own, before, oneMore, oneMore};
    return database
        .read(sql -> sql.rows(PAGE, Tuple.wrap(Arrays.asList(row)), RoomColumns::room))
        .map(rooms -> listed(rooms, page.limit()));
  }

  private static RoomsListed listed(List<Room> rooms, int limit) {
    boolean more = rooms.size() > limit;
    return new RoomsListed(more ? rooms.subList(0, limit) : rooms, more);
  }

  @Override
  public Future<Amended> removeRoom(RemoveRoom query) {
    Basis basis = query.basis();
    Tuple row = Tuple.of(Columns.of(basis.at()), bytes(basis.room()));
    return amendments
        .ofAccess(
            basis,
            amendment ->
                amendment
                    .sql()
                    .update(REMOVE, row)
                    .onSuccess(removed -> amendment.roomRemoved())
                    .compose(removed -> amendment.concernsAll())
                    .compose(noted -> amendment.audit(Action.ROOM_DELETE, null, Map.of())))
        .onSuccess(removed -> sweep.start());
  }

  @Override
  public Future<HeadsRead> selectHeads(SelectHeads query) {
    List<RoomId> rooms = query.rooms();
    // filled up with the last one to a power of two: ten different statements instead of hundreds
    int places = Math.max(1, Integer.highestOneBit(2 * rooms.size() - 1));
    Tuple ids = Tuple.tuple();
    for (int place = 0; place < places; place++) {
      ids.addValue(bytes(rooms.get(Math.min(place, rooms.size() - 1))));
    }
    String heads = HEADS.formatted(String.join(", ", Collections.nCopies(places, "?")));
    return database.read(sql -> sql.rows(heads, ids, RoomStore::head)).map(HeadsRead::new);
  }

  private static Head head(Row row) {
    return new Head(new RoomId(Columns.uuid(row, 0)), new Seq(row.getLong(1)));
  }

  private static byte[] bytes(RoomId room) {
    return Columns.of(room.value());
  }
}
