package dev.parley.persistence;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.RoomId;
import dev.parley.bus.SessionId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The table of changes of what somebody may do. Whoever changes that notes it in the same
 * transaction, and announces it after the commit; what isn't announced, because the bus lost it or
 * another process wrote it, is found in the table by those who read it.
 *
 * <p>Changes appear in the order of their numbers: on PostgreSQL only one transaction at a time
 * notes any. What is older than an hour is pruned by the next that is noted. Has no state.
 */
public final class AccessChanges {

  /** The most that are read at once. */
  public static final int PAGE = 500;

  private static final Duration KEPT = Duration.ofHours(1);

  // otherwise a number could appear after a greater one, which readers would never see
  private static final String ONE_AT_A_TIME =
      """
      SELECT 1 FROM pg_advisory_xact_lock(7812717)
      """;

  private static final String INSERT =
      """
      INSERT INTO access_change (at, person_id, session_id, name_key, room_id) VALUES (?, ?, ?, ?, ?)
      RETURNING n
      """;

  private static final String PRUNE =
      """
      DELETE FROM access_change WHERE at < ?
      """;

  private static final String LAST =
      """
      SELECT coalesce(max(n), 0) FROM access_change
      """;

  private static final String AFTER =
      """
      SELECT n, person_id, session_id, name_key, room_id FROM access_change
      WHERE n > ? ORDER BY n LIMIT ?
      """;

  private final Dialect dialect;
  private final Clock clock;

  /** Those of a database of this kind. */
  public AccessChanges(Dialect dialect, Clock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** Notes a change in the transaction that makes it; gives it with its number. */
  public Future<AccessChange> note(Sql sql, AccessChange change) {
    Tuple row =
        Tuple.of(
            Columns.of(clock.instant()),
            bytes(change.person(), PersonId::value),
            bytes(change.session(), SessionId::value),
            change.name(),
            bytes(change.room(), RoomId::value));
    return takeTurn(sql)
        .compose(turn -> sql.update(PRUNE, Tuple.of(oldest())))
        .compose(pruned -> sql.row(INSERT, row, inserted -> inserted.getLong(0)))
        .map(n -> change.written(n.orElseThrow()));
  }

  private Future<?> takeTurn(Sql sql) {
    return dialect == Dialect.POSTGRESQL
        ? sql.row(ONE_AT_A_TIME, Tuple.tuple(), row -> row.getInteger(0))
        : Future.succeededFuture();
  }

  /** The same in a transaction that is carried out in one go. */
  public AccessChange note(Statements statements, AccessChange change) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      statements.of(ONE_AT_A_TIME).executeQuery().close();
    }
    PreparedStatement prune = statements.of(PRUNE);
    prune.setLong(1, oldest());
    prune.executeUpdate();
    PreparedStatement insert = statements.of(INSERT);
    insert.setLong(1, Columns.of(clock.instant()));
    insert.setBytes(2, bytes(change.person(), PersonId::value));
    insert.setBytes(3, bytes(change.session(), SessionId::value));
    insert.setString(4, change.name());
    insert.setBytes(5, bytes(change.room(), RoomId::value));
    try (ResultSet inserted = insert.executeQuery()) {
      inserted.next();
      return change.written(inserted.getLong(1));
    }
  }

  private long oldest() {
    return Columns.of(clock.instant().minus(KEPT));
  }

  private static <T> byte[] bytes(T id, Function<T, UUID> value) {
    return id == null ? null : Columns.of(value.apply(id));
  }

  /** Tells all nodes of changes, once they are committed. */
  public static void announce(Bus bus, List<AccessChange> changes) {
    if (!changes.isEmpty()) {
      bus.publishEverywhere(Addresses.accessEverywhere(), new AccessChanged(changes));
    }
  }

  /** The number of the last change, 0 if there is none: where whoever begins to read begins. */
  public Future<Long> last(Sql sql) {
    return sql.row(LAST, Tuple.tuple(), row -> row.getLong(0)).map(last -> last.orElse(0L));
  }

  /** The changes after this one in order, {@link #PAGE} at most. */
  public Future<List<AccessChange>> after(Sql sql, long n) {
    return sql.rows(AFTER, Tuple.of(n, PAGE), AccessChanges::change);
  }

  private static AccessChange change(Row row) {
    return new AccessChange(
        row.getLong(0),
        id(row, 1, PersonId::new),
        id(row, 2, SessionId::new),
        row.getString(3),
        id(row, 4, RoomId::new));
  }

  private static <T> T id(Row row, int column, Function<UUID, T> make) {
    Buffer value = row.getBuffer(column);
    return value == null ? null : make.apply(Columns.uuid(row, column));
  }
}
