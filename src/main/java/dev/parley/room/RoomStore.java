package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.Epoch;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.HeadsRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.Room;
import dev.parley.bus.RoomEvent.RoomDeleted;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.InsertRoom;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.bus.RoomQuery.SelectHeads;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.Seq;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Dialect;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The table of rooms. A removed room is gone at once for everybody; its messages follow in pieces
 * by the {@link RoomSweep}.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class RoomStore implements Store, RoomQuery.Visitor<Future<? extends Reply>> {

  private static final String COUNT =
      """
      SELECT count(*) FROM room WHERE deleted_at IS NULL
      """;

  // PostgreSQL's: between counting and inserting no other node may do the same
  private static final String ONE_AT_A_TIME =
      """
      SELECT 1 FROM pg_advisory_xact_lock(7812716)
      """;

  private static final String INSERT =
      """
      INSERT INTO room (id, name, created_at, epoch) VALUES (?, ?, ?, ?)
      """;

  private static final String SELECT =
      """
      SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode, head
      FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  // ids are version 7 UUIDs: their order is that of making
  private static final String NEWEST =
      """
      SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode
      FROM room
      WHERE deleted_at IS NULL
      ORDER BY id DESC LIMIT ?
      """;

  private static final String OLDER =
      """
      SELECT id, name, created_at, epoch, kind, topic, owned, archived_at, posting, slow_mode
      FROM room
      WHERE deleted_at IS NULL AND id < ?
      ORDER BY id DESC LIMIT ?
      """;

  private static final String HEADS =
      """
      SELECT id, head FROM room WHERE deleted_at IS NULL AND id IN (%s)
      """;

  private static final String REMOVE =
      """
      UPDATE room SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL
      """;

  private final Database database;
  private final Clock clock;
  private final RoomSweep sweep;
  private final int maxRooms;
  private Bus bus;

  /**
   * Stores in this database.
   *
   * @param maxRooms the most rooms there may be; 0 for no limit
   */
  public RoomStore(Database database, Clock clock, int maxRooms) {
    this.database = database;
    this.clock = clock;
    this.sweep = new RoomSweep(database);
    this.maxRooms = maxRooms;
  }

  @Override
  public void answerOn(Bus bus) {
    this.bus = bus;
    bus.<RoomQuery>answer(Addresses.roomStore(), query -> query.accept(this));
    sweep.start();
  }

  @Override
  public Future<RoomFound> insertRoom(InsertRoom query) {
    Room room = query.room();
    Tuple row =
        Tuple.of(
            Columns.of(room.id().value()),
            room.name().value(),
            Columns.of(room.createdAt()),
            room.epoch().value());
    return database.write(
        sql ->
            requireSpace(sql)
                .compose(space -> sql.update(INSERT, row))
                .map(inserted -> new RoomFound(room, Seq.START)));
  }

  private Future<Void> requireSpace(Sql sql) {
    if (maxRooms == 0) {
      return Future.succeededFuture();
    }
    return takeTurn(sql)
        .compose(turn -> sql.row(COUNT, Tuple.tuple(), row -> row.getInteger(0)))
        .compose(
            count ->
                count.orElseThrow() < maxRooms
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure(FailureCode.TOO_MANY_ROOMS)));
  }

  private Future<?> takeTurn(Sql sql) {
    return database.dialect() == Dialect.POSTGRESQL
        ? sql.row(ONE_AT_A_TIME, Tuple.tuple(), row -> row.getInteger(0))
        : Future.succeededFuture();
  }

  @Override
  public Future<RoomFound> selectRoom(SelectRoom query) {
    return database
        .read(
            sql ->
                sql.row(
                    SELECT,
                    Tuple.of(Columns.of(query.room().value())),
                    row -> new RoomFound(room(row), new Seq(row.getLong(10)))))
        .map(found -> found.orElseThrow(() -> new Failure(FailureCode.ROOM_NOT_FOUND)));
  }

  @Override
  public Future<RoomsListed> selectRooms(SelectRooms query) {
    DirectoryQuery page = query.page();
    int oneMore = page.limit() + 1;
    return database
        .read(
            sql ->
                page.before() == null
                    ? sql.rows(NEWEST, Tuple.of(oneMore), RoomStore::room)
                    : sql.rows(
                        OLDER,
                        Tuple.of(Columns.of(page.before().value()), oneMore),
                        RoomStore::room))
        .map(rooms -> listed(rooms, page.limit()));
  }

  private static RoomsListed listed(List<Room> rooms, int limit) {
    boolean more = rooms.size() > limit;
    return new RoomsListed(more ? rooms.subList(0, limit) : rooms, more);
  }

  @Override
  public Future<Done> removeRoom(RemoveRoom query) {
    Tuple row = Tuple.of(Columns.of(clock.instant()), Columns.of(query.room().value()));
    return database
        .write(sql -> sql.update(REMOVE, row).compose(RoomStore::requireOne))
        .onSuccess(removed -> removed(query.room()))
        .map(new Done());
  }

  private void removed(RoomId room) {
    bus.publishEverywhere(new RoomDeleted(room));
    sweep.start();
  }

  @Override
  public Future<HeadsRead> selectHeads(SelectHeads query) {
    List<RoomId> rooms = query.rooms();
    // filled up with the last one to a power of two: ten different statements instead of hundreds
    int places = Math.max(1, Integer.highestOneBit(2 * rooms.size() - 1));
    Tuple ids = Tuple.tuple();
    for (int place = 0; place < places; place++) {
      ids.addValue(Columns.of(rooms.get(Math.min(place, rooms.size() - 1)).value()));
    }
    String heads = HEADS.formatted(String.join(", ", Collections.nCopies(places, "?")));
    return database.read(sql -> sql.rows(heads, ids, RoomStore::head)).map(HeadsRead::new);
  }

  private static Head head(Row row) {
    return new Head(new RoomId(Columns.uuid(row, 0)), new Seq(row.getLong(1)));
  }

  private static Future<Void> requireOne(int changed) {
    return changed == 1
        ? Future.succeededFuture()
        : Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND));
  }

  private static Room room(Row row) {
    return new Room(
        new RoomId(Columns.uuid(row, 0)),
        new RoomName(row.getString(1)),
        Columns.instant(row, 2),
        new Epoch(row.getString(3)),
        RoomKind.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        row.getString(5),
        row.getLong(6) == 1,
        row.getLong(7) != null,
        row.getString(8).equals("moderators"),
        row.getInteger(9));
  }
}
