package dev.parley.message;

import dev.parley.bus.Basis;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.InsertReport;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.ReportStored;
import dev.parley.bus.ReportId;
import dev.parley.persistence.Columns;
import dev.parley.persistence.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;

/**
 * Keeps reports of messages, each with the message as it was when it was reported. Of one person,
 * one report of a message waits at a time, and so many in all; of a message and of a room so many,
 * whoever made them.
 */
final class Reports {

  private static final String WAITING =
      """
      SELECT count(*) FROM report WHERE reporter = ? AND closed_at IS NULL
      """;

  private static final String OF_MESSAGE =
      """
      SELECT count(*) FROM report WHERE message_id = ? AND closed_at IS NULL
      """;

  private static final String OF_ROOM =
      """
      SELECT count(*) FROM report WHERE room_id = ? AND closed_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO report (id, room_id, message_id, author, content, reporter, reason, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String EARLIER =
      """
      SELECT id FROM report WHERE message_id = ? AND reporter = ? AND closed_at IS NULL
      """;

  private final ReportLimits limits;

  Reports(ReportLimits limits) {
    this.limits = limits;
  }

  Future<ReportStored> insert(Sql sql, InsertReport report, Message message) {
    return earlier(sql, report)
        .compose(
            found ->
                found == null ? insertFirst(sql, report, message) : Future.succeededFuture(found));
  }

  /** Null if there is none. */
  private static Future<ReportStored> earlier(Sql sql, InsertReport report) {
    Tuple key = Tuple.of(Columns.of(report.message().value()), reporter(report).value());
    return sql.row(EARLIER, key, row -> new ReportStored(new ReportId(Columns.uuid(row, 0)), true))
        .map(found -> found.orElse(null));
  }

  private Future<ReportStored> insertFirst(Sql sql, InsertReport report, Message message) {
    Basis basis = report.basis();
    Object[] row = {
      Columns.of(report.report().value()),
      Columns.of(basis.room().value()),
      Columns.of(message.id().value()),
      message.author().value(),
      message.content().value(),
      reporter(report).value(),
      report.reason(),
      Columns.of(basis.at())
    };
    return requireSpace(sql, report)
        .compose(space -> sql.update(INSERT, Tuple.wrap(Arrays.asList(row))))
        .compose(
            inserted ->
                inserted == 1
                    ? Future.succeededFuture(new ReportStored(report.report(), false))
                    : earlier(sql, report)); // another node was faster
  }

  private Future<Void> requireSpace(Sql sql, InsertReport report) {
    Object room = Columns.of(report.basis().room().value());
    Object message = Columns.of(report.message().value());
    return requireFewer(
            sql,
            WAITING,
            reporter(report).value(),
            limits.ofPerson(),
            "As many of your reports wait as this server allows.")
        .compose(
            space ->
                requireFewer(
                    sql,
                    OF_MESSAGE,
                    message,
                    limits.ofMessage(),
                    "As many reports of this message wait as this server allows."))
        .compose(
            space ->
                requireFewer(
                    sql,
                    OF_ROOM,
                    room,
                    limits.ofRoom(),
                    "As many reports of this room wait as this server allows."));
  }

  private static Future<Void> requireFewer(
      Sql sql, String count, Object key, int max, String otherwise) {
    return sql.row(count, Tuple.of(key), row -> row.getLong(0))
        .compose(
            waiting ->
                waiting.orElseThrow() < max
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure(FailureCode.TOO_MANY, otherwise)));
  }

  private static PersonName reporter(InsertReport report) {
    return report.basis().actor().name();
  }
}
