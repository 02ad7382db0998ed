package dev.parley.moderation;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.ReportsRead;
import dev.parley.bus.Report;
import dev.parley.bus.ReportId;
import dev.parley.bus.ReportQuery;
import dev.parley.bus.ReportQuery.CloseReport;
import dev.parley.bus.ReportQuery.SelectReports;
import dev.parley.bus.RoomId;
import dev.parley.persistence.AuditEntry;
import dev.parley.persistence.AuditLog;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Database;
import dev.parley.persistence.Sql;
import dev.parley.persistence.Store;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The queue of reports, as far as somebody may see it.
 *
 * <p>Belongs to the persistence verticle's context.
 */
public final class ReportStore implements Store, ReportQuery.Visitor<Future<? extends Reply>> {

  // whoever asks: its id, and 1 for an administrator, who sees what nobody else could see to: what
  // is
  // reported in conversations, and of whoever alone owns a private room
  private static final String SEEN =
      """
      SELECT report.id, report.room_id,
        CASE WHEN room.kind = 'private' AND member.role IS NULL THEN 'Private room' ELSE room.name END,
        report.message_id, report.author, report.content,
        report.reporter, report.reason, report.created_at, report.closed_at, report.closed_by,
        report.outcome
      FROM report
      JOIN room ON room.id = report.room_id AND room.deleted_at IS NULL
      LEFT JOIN member ON member.room_id = report.room_id AND member.person_id = ?
      WHERE (member.role IN ('moderator', 'owner')
        OR ? = 1 AND (room.kind <> 'private' OR member.role IS NOT NULL OR EXISTS (
          SELECT 1 FROM message
          JOIN member AS author ON author.room_id = report.room_id
            AND author.person_id = message.author_id AND author.role = 'owner'
          WHERE message.id = report.message_id
            AND (SELECT count(*) FROM member AS owner
              WHERE owner.room_id = report.room_id AND owner.role = 'owner') = 1)))
      """;

  private static final String OPEN = SEEN + " AND report.closed_at IS NULL";
  private static final String CLOSED = SEEN + " AND report.closed_at IS NOT NULL";
  private static final String NEWEST = " ORDER BY report.id DESC LIMIT ?";
  private static final String OLDER = " AND report.id < ?" + NEWEST;
  private static final String ONE = OPEN + " AND report.id = ?";

  private static final String CLOSE =
      """
      UPDATE report SET closed_at = ?, closed_by = ?, outcome = ? WHERE id = ? AND closed_at IS NULL
      """;

  private final Database database;
  private final AuditLog audit;
  private final Clock clock;

  /** Reads and changes this database. */
  public ReportStore(Database database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void answerOn(Bus bus) {
    bus.<ReportQuery>answer(Addresses.reportStore(), query -> query.accept(this));
  }

  @Override
  public Future<ReportsRead> selectReports(SelectReports query) {
    String sql = query.open() ? OPEN : CLOSED;
    Tuple asker = asker(query.actor());
    if (query.before() != null) {
      asker.addValue(Columns.of(query.before().value()));
    }
    Tuple parameters = asker.addValue(query.limit() + 1);
    return database
        .read(
            reports ->
                reports.rows(
                    sql + (query.before() == null ? NEWEST : OLDER),
                    parameters,
                    ReportStore::report))
        .map(found -> read(found, query.limit()));
  }

  private static Tuple asker(Actor actor) {
    int administrator = actor.role() == ServerRole.ADMINISTRATOR ? 1 : 0;
    return Tuple.of(Columns.of(actor.id().value()), administrator);
  }

  private static ReportsRead read(List<Report> found, int limit) {
    boolean more = found.size() > limit;
    return new ReportsRead(more ? found.subList(0, limit) : found, more);
  }

  @Override
  public Future<Done> closeReport(CloseReport query) {
    Tuple one = asker(query.actor()).addValue(Columns.of(query.report().value()));
    return database.write(
        sql ->
            sql.row(ONE, one, ReportStore::report)
                .compose(
                    found ->
                        found.isPresent()
                            ? close(sql, query, found.get())
                            : Future.failedFuture(gone()))
                .map(new Done()));
  }

  private Future<Void> close(Sql sql, CloseReport query, Report report) {
    Tuple row =
        Tuple.of(
            Columns.of(clock.instant()),
            query.actor().name().value(),
            query.outcome(),
            Columns.of(report.id().value()));
    AuditEntry entry =
        new AuditEntry(
            query.actor(),
            "report.close",
            report.author(),
            report.room(),
            Map.of(
                "report",
                report.id().toString(),
                "outcome",
                query.outcome(),
                "note",
                query.note()));
    return sql.update(CLOSE, row)
        .compose(changed -> changed == 1 ? audit.note(sql, entry) : Future.failedFuture(gone()));
  }

  private static Failure gone() {
    return new Failure(FailureCode.NOT_FOUND, "There is no such report, or it is closed.");
  }

  private static Report report(Row row) {
    return new Report(
        new ReportId(Columns.uuid(row, 0)),
        new RoomId(Columns.uuid(row, 1)),
        row.getString(2),
        new MessageId(Columns.uuid(row, 3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        Columns.instant(row, 8),
        row.getLong(9) == null ? null : Columns.instant(row, 9),
        row.getString(10),
        row.getString(11));
  }
}
