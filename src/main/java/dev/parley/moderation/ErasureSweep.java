package dev.parley.moderation;

import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.ErasureId;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RestrictionQuery.Ban;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.message.Alongside;
import dev.parley.message.Rewriting;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import dev.parley.persistence.Sweep;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Erases what people wrote, as the table of erasures orders it: {@link #PIECE} messages in a
 * transaction, with a pause in between, so that others' messages don't wait behind somebody's ten
 * thousand. How far it has come stands in the same transaction: what a stopped server left goes on
 * after the next start, and of two nodes that are at it one goes ahead.
 *
 * <p>Each message that changes gets a new place in its room's log, so that clients learn of it.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class ErasureSweep implements Store {

  /** The most messages that change in one transaction. */
  static final int PIECE = 500;

  /** How many places of a log are looked through at once. */
  static final int WINDOW = 2000;

  private static final long PAUSE_MS = 20;

  /** How often it looks for orders that others wrote, in milliseconds. */
  private static final long INTERVAL_MS = 2000;

  private static final String ORDER =
      """
      INSERT INTO erasure (id, room_id, person_id, name, mode, made_by, created_at)
      VALUES (?, ?, ?, ?, 'delete', ?, ?)
      """;

  private static final String NEXT =
      """
      SELECT id, room_id, person_id, name, mode, next_room, next_seq FROM erasure
      ORDER BY created_at, id LIMIT 1
      """;

  private static final String HEAD =
      """
      SELECT head FROM room WHERE id = ? AND deleted_at IS NULL
      """;

  private static final String ROOM_AFTER =
      """
      SELECT id FROM room WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT 1
      """;

  // whoever was faster has moved it already
  private static final String MOVE =
      """
      UPDATE erasure SET next_room = ?, next_seq = ?
      WHERE id = ? AND coalesce(next_room, id) = ? AND next_seq = ?
      """;

  private static final String DONE =
      """
      DELETE FROM erasure WHERE id = ?
      """;

  private static final byte[] FIRST = {};

  private final Vertx vertx;
  private final Database database;
  private final List<Alongside> alongside;
  private final Clock clock;
  private Bus bus;
  private final Sweep sweep = new Sweep("erasure", this::eraseNext);

  /** Erases in this database. */
  public ErasureSweep(Vertx vertx, Database database, Clock clock, List<Alongside> alongside) {
    this.alongside = alongside;
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void answerOn(Bus bus) {
    this.bus = bus;
    vertx.setPeriodic(INTERVAL_MS, timer -> start());
    start();
  }

  @Override
  public Future<Void> drain() {
    sweep.stop();
    return Future.succeededFuture();
  }

  /** Orders, in a transaction, that everything goes that somebody wrote in a room. */
  public Future<Void> order(Sql sql, Ban ban) {
    Basis basis = ban.basis();
    Object[] row = {
      Columns.of(ban.erasure().value()),
      Columns.of(basis.room().value()),
      ban.person() == null ? null : Columns.of(ban.person().value()),
      ban.name().value(),
      basis.actor().name().value(),
      Columns.of(basis.at())
    };
    return sql.update(ORDER, Tuple.wrap(Arrays.asList(row))).mapEmpty();
  }

  /** Begins, or goes on for longer if it is at it already. */
  public void start() {
    sweep.start();
  }

  /** Goes on until nothing is left to erase. */
  private Future<Void> eraseNext() {
    return database
        .read(sql -> sql.row(NEXT, Tuple.tuple(), ErasureSweep::erasure))
        .compose(
            next ->
                next.isEmpty() || sweep.isStopped()
                    ? Future.succeededFuture()
                    : step(next.get()).compose(done -> eraseNext()));
  }

  private static Erasure erasure(Row row) {
    return new Erasure(
        new ErasureId(Columns.uuid(row, 0)),
        row.getBuffer(1) == null ? null : new RoomId(Columns.uuid(row, 1)),
        row.getBuffer(2) == null ? null : new PersonId(Columns.uuid(row, 2)),
        new PersonName(row.getString(3)),
        row.getString(4).equals("delete"),
        row.getBuffer(5) == null ? null : new RoomId(Columns.uuid(row, 5)),
        new Seq(row.getLong(6)));
  }

  private Future<Void> step(Erasure erasure) {
    RoomId room = erasure.nextRoom() == null ? erasure.room() : erasure.nextRoom();
    if (room == null) {
      return database.read(sql -> roomAfter(sql, null)).compose(first -> enter(erasure, first));
    }
    return database
        .read(sql -> sql.row(HEAD, Tuple.of(bytes(room)), row -> new Seq(row.getLong(0))))
        .compose(
            head ->
                head.isEmpty() || head.get().compareTo(erasure.nextSeq()) <= 0
                    ? leave(erasure, room)
                    : look(erasure, room, head.get()));
  }

  private static Future<Optional<RoomId>> roomAfter(Sql sql, RoomId room) {
    Tuple key = Tuple.of(room == null ? FIRST : bytes(room));
    return sql.row(ROOM_AFTER, key, row -> new RoomId(Columns.uuid(row, 0)));
  }

  private Future<Void> enter(Erasure erasure, Optional<RoomId> room) {
    return room.isEmpty()
        ? database.write(sql -> end(sql, erasure))
        : database.write(sql -> move(sql, erasure, room.get(), Seq.START)).mapEmpty();
  }

  private static Future<Void> end(Sql sql, Erasure erasure) {
    Future<Void> reports =
        erasure.room() == null
            ? ErasedReports.erase(sql, erasure.name(), erasure.deletes())
            : Future.succeededFuture();
    return reports
        .compose(erased -> sql.update(DONE, Tuple.of(Columns.of(erasure.id().value()))))
        .mapEmpty();
  }

  private Future<Void> leave(Erasure erasure, RoomId room) {
    return erasure.room() != null
        ? enter(erasure, Optional.empty())
        : database.read(sql -> roomAfter(sql, room)).compose(next -> enter(erasure, next));
  }

  /** Gives whether it was this one that moved it. */
  private static Future<Boolean> move(Sql sql, Erasure erasure, RoomId room, Seq seq) {
    Object id = Columns.of(erasure.id().value());
    Object before = erasure.nextRoom() == null ? id : bytes(erasure.nextRoom());
    Object[] row = {bytes(room), seq.value(), id, before, erasure.nextSeq().value()};
    return sql.update(MOVE, Tuple.wrap(Arrays.asList(row))).map(moved -> moved == 1);
  }

  private Future<Void> look(Erasure erasure, RoomId room, Seq head) {
    Seq end = new Seq(Math.min(head.value(), erasure.nextSeq().value() + WINDOW));
    return database
        .read(sql -> Rewriting.read(sql, room, erasure.nextSeq(), end))
        .compose(
            part -> {
              List<Message> concerned =
                  part.stream().filter(erasure::concerns).limit(PIECE).toList();
              Seq upTo = concerned.size() < PIECE ? end : concerned.get(PIECE - 1).seq();
              return concerned.isEmpty()
                  ? database.write(sql -> move(sql, erasure, room, end)).<Void>mapEmpty()
                  : erase(erasure, room, upTo);
            });
  }

  private Future<Void> erase(Erasure erasure, RoomId room, Seq upTo) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return database
        .write(
            sql ->
                move(sql, erasure, room, upTo)
                    .compose(
                        moved ->
                            moved
                                ? rewrite(sql, erasure, room, upTo, now)
                                : Future.succeededFuture(List.<Message>of())))
        .recover(ErasureSweep::unlessGone)
        .onSuccess(this::publish)
        .compose(done -> vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS))
        .mapEmpty();
  }

  /** The part of the log is read again: somebody may have deleted some of it meanwhile. */
  private Future<List<Message>> rewrite(
      Sql sql, Erasure erasure, RoomId room, Seq upTo, Instant now) {
    return Rewriting.read(sql, room, erasure.nextSeq(), upTo)
        .map(part -> part.stream().filter(erasure::concerns).toList())
        .compose(
            concerned ->
                concerned.isEmpty()
                    ? Future.succeededFuture(concerned)
                    : Rewriting.rewrite(
                        sql,
                        room,
                        concerned,
                        (message, seq) -> erasure.apply(message, seq, now),
                        alongside));
  }

  /** A room that was deleted meanwhile has its messages erased by that. */
  private static Future<List<Message>> unlessGone(Throwable error) {
    return error instanceof Failure failure && failure.code() == FailureCode.ROOM_NOT_FOUND
        ? Future.succeededFuture(List.of())
        : Future.failedFuture(error);
  }

  private void publish(List<Message> changed) {
    if (!changed.isEmpty()) {
      bus.publishEverywhere(new MessagesPosted(changed));
    }
  }

  private static byte[] bytes(RoomId room) {
    return Columns.of(room.value());
  }
}
