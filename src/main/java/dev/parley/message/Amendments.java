package dev.parley.message;

import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomEvent.RoomDeleted;
import dev.parley.persistence.AccessChanges;
import dev.parley.persistence.AuditLog;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/**
 * How a room is changed otherwise than by writing in it: the change itself, its notices in the log,
 * the note for whoever looked rights up, and the entry in the audit log are one transaction. It
 * holds only if the room is still what the right to it was decided by. What is to be told is told
 * after the commit, and before the answer.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class Amendments {

  private static final Failure OVERTAKEN =
      new Failure(FailureCode.OVERLOADED, "The room has changed meanwhile.");

  // takes the room's row for itself, too
  private static final String BEGIN =
      """
      UPDATE room SET access = access + ? WHERE id = ? AND access = ? AND deleted_at IS NULL
      """;

  private final Database database;
  private final AccessChanges changes;
  private final AuditLog audit;
  private final Bus bus;
  private final List<Alongside> alongside;

  /**
   * Changes rooms in this database, and tells of it on this bus.
   *
   * @param alongside what is kept beside messages
   */
  public Amendments(
      Bus bus,
      Database database,
      AccessChanges changes,
      AuditLog audit,
      List<Alongside> alongside) {
    this.alongside = alongside;
    this.bus = bus;
    this.database = database;
    this.changes = changes;
    this.audit = audit;
  }

  /** Changes who may do what in a room. */
  public Future<Amended> ofAccess(Basis basis, Function<Amendment, Future<?>> work) {
    return carryOut(basis, 1, work);
  }

  /** Changes something else in a room. */
  public Future<Amended> ofContent(Basis basis, Function<Amendment, Future<?>> work) {
    return carryOut(basis, 0, work);
  }

  /**
   * Makes a room, which nobody can have decided anything about yet.
   *
   * @return what the work gives
   */
  public <T> Future<T> ofNewRoom(Basis basis, Function<Amendment, Future<T>> work) {
    return database
        .write(
            sql -> {
              Amendment amendment = new Amendment(this, sql, basis);
              return work.apply(amendment).map(result -> new Made<>(amendment, result));
            })
        .onSuccess(made -> publish(made.amendment()))
        .map(Made::result);
  }

  private record Made<T>(Amendment amendment, T result) {}

  private Future<Amended> carryOut(Basis basis, int versions, Function<Amendment, Future<?>> work) {
    Tuple begin = Tuple.of(versions, Columns.of(basis.room().value()), basis.version());
    return database
        .write(
            sql -> {
              // a new one for each try: the transaction may be done again
              Amendment amendment = new Amendment(this, sql, basis);
              return sql.update(BEGIN, begin)
                  .compose(
                      begun -> begun == 1 ? work.apply(amendment) : Future.failedFuture(OVERTAKEN))
                  .map(amendment);
            })
        .onSuccess(this::publish)
        .map(new Amended(true))
        .recover(
            error ->
                error == OVERTAKEN
                    ? Future.succeededFuture(new Amended(false))
                    : Future.failedFuture(error));
  }

  private void publish(Amendment amendment) {
    if (!amendment.log().isEmpty()) {
      bus.publishEverywhere(new MessagesPosted(List.copyOf(amendment.log())));
    }
    if (amendment.isRoomRemoved()) {
      bus.publishEverywhere(new RoomDeleted(amendment.basis().room()));
    }
    AccessChanges.announce(bus, amendment.access());
  }

  List<Alongside> alongside() {
    return alongside;
  }

  AccessChanges changes() {
    return changes;
  }

  AuditLog audit() {
    return audit;
  }
}
