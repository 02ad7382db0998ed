package dev.parley.room;

import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Sweep;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Clears away the messages of removed rooms, and then what else belonged to them, {@link #PIECE} in
 * a transaction, so that the others' messages don't wait behind a room of a million. What a stopped
 * server left over is cleared after the next start.
 */
public final class RoomSweep {

  /** The most messages that go in one transaction. */
  static final int PIECE = 500;

  private static final String REMOVED =
      """
      SELECT id FROM room WHERE deleted_at IS NOT NULL LIMIT 1
      """;

  private static final String CLEAR =
      """
      DELETE FROM message WHERE room_id = ? AND seq <= (
        SELECT max(seq) FROM (SELECT seq FROM message WHERE room_id = ? ORDER BY seq LIMIT ?) AS piece)
      """;

  private static final String CLEAR_REPLIES =
      """
      DELETE FROM thread_reply WHERE room_id = ? AND (root_seq, seq) IN (
        SELECT root_seq, seq FROM thread_reply WHERE room_id = ? ORDER BY root_seq, seq LIMIT ?)
      """;

  private static final List<String> BELONGINGS =
      List.of(
          """
          DELETE FROM member WHERE room_id = ?
          """,
          """
          DELETE FROM restriction WHERE room_id = ?
          """,
          """
          DELETE FROM report WHERE room_id = ?
          """,
          """
          DELETE FROM draft WHERE room_id = ?
          """,
          """
          DELETE FROM thread_follow WHERE room_id = ?
          """,
          """
          DELETE FROM erasure WHERE room_id = ?
          """);

  private static final String FORGET =
      """
      DELETE FROM room WHERE id = ?
      """;

  private final Database database;
  private final Sweep sweep = new Sweep("room", this::clearNext);

  /** Clears this database. */
  public RoomSweep(Database database) {
    this.database = database;
  }

  /** Begins, or goes on for longer if it is at it already. */
  public void start() {
    sweep.start();
  }

  /** Clears rooms until none is left. */
  private Future<Void> clearNext() {
    return database
        .read(sql -> sql.row(REMOVED, Tuple.tuple(), row -> Columns.uuid(row, 0)))
        .compose(
            room ->
                room.isEmpty()
                    ? Future.succeededFuture()
                    : database.write(sql -> clearPiece(sql, room.get())).compose(c -> clearNext()));
  }

  private static Future<Integer> clearPiece(Sql sql, UUID room) {
    Object id = Columns.of(room);
    return sql.update(CLEAR, Tuple.of(id, id, PIECE))
        .compose(
            cleared ->
                cleared > 0
                    ? Future.succeededFuture(cleared)
                    : sql.update(CLEAR_REPLIES, Tuple.of(id, id, PIECE)))
        .compose(
            cleared -> cleared > 0 ? Future.succeededFuture(cleared) : forget(sql, Tuple.of(id)));
  }

  private static Future<Integer> forget(Sql sql, Tuple room) {
    Future<?> cleared = Future.succeededFuture();
    for (String statement : BELONGINGS) {
      cleared = cleared.compose(before -> sql.update(statement, room));
    }
    return cleared.compose(all -> sql.update(FORGET, room));
  }
}
