package dev.parley.moderation;

import dev.parley.bus.Addresses;
import dev.parley.bus.AuditQuery;
import dev.parley.bus.AuditRecord;
import dev.parley.bus.Bus;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.AuditRead;
import dev.parley.bus.RoomId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the audit log. Written is it by whoever does something, in the same transaction.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class AuditStore implements Store {

  private static final String SELECT =
      """
      SELECT n, at, actor_id, actor, action, subject, room_id, address, detail FROM audit WHERE 1 = 1
      """;

  private static final String WHO = " AND actor = ?";
  private static final String WHAT = " AND (action = ? OR substr(action, 1, ?) = ?)";
  private static final String WHOM = " AND subject = ?";
  private static final String ROOM = " AND room_id = ?";
  private static final String FROM = " AND at >= ?";
  private static final String TO = " AND at < ?";
  private static final String BEFORE = " AND n < ?";
  private static final String NEWEST = " ORDER BY n DESC LIMIT ?";

  /** A statement that grows with what is looked at. */
  private static final class Statement {
    private final StringBuilder sql = new StringBuilder(SELECT.strip());
    private final Tuple parameters = Tuple.tuple();

    void and(String condition, Object wanted) {
      if (wanted != null) {
        sql.append(condition);
        parameters.addValue(wanted);
      }
    }
  }

  private final Database database;

  /** Reads this database. */
  public AuditStore(Database database) {
    this.database = database;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.answer(Addresses.auditStore(), this::select);
  }

  private Future<AuditRead> select(AuditQuery query) {
    Statement statement = statement(query);
    statement.and(NEWEST, query.limit() + 1);
    return database
        .read(sql -> sql.rows(statement.sql.toString(), statement.parameters, AuditStore::record))
        .map(found -> read(found, query.limit()));
  }

  private static Statement statement(AuditQuery query) {
    Statement statement = new Statement();
    statement.and(WHO, query.who());
    if (query.what() != null) {
      String prefix = query.what() + ".";
      statement.and(WHAT, query.what());
      statement.parameters.addValue(prefix.length()).addValue(prefix);
    }
    statement.and(WHOM, query.whom());
    statement.and(ROOM, query.room() == null ? null : Columns.of(query.room().value()));
    statement.and(FROM, query.from() == null ? null : Columns.of(query.from()));
    statement.and(TO, query.to() == null ? null : Columns.of(query.to()));
    statement.and(BEFORE, query.before());
    return statement;
  }

  private static AuditRead read(List<AuditRecord> found, int limit) {
    boolean more = found.size() > limit;
    return new AuditRead(more ? found.subList(0, limit) : found, more);
  }

  private static AuditRecord record(Row row) {
    return new AuditRecord(
        row.getLong(0),
        Columns.instant(row, 1),
        id(row, 2, PersonId::new),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        id(row, 6, RoomId::new),
        row.getString(7),
        row.getString(8));
  }

  private static <T> T id(Row row, int column, Function<UUID, T> type) {
    return row.getBuffer(column) == null ? null : type.apply(Columns.uuid(row, column));
  }
}
