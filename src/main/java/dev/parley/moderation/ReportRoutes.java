package dev.parley.moderation;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.ReportsRead;
import dev.parley.bus.Report;
import dev.parley.bus.ReportId;
import dev.parley.bus.ReportQuery.CloseReport;
import dev.parley.bus.ReportQuery.SelectReports;
import dev.parley.bus.Stores;
import dev.parley.bus.Timestamps;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The REST operations on the queue of reports. */
public final class ReportRoutes implements Routes {

  private static final String REPORTS = "/api/chat/reports";
  private static final String OPEN = "open";
  private static final int DEFAULT_LIMIT = 50;

  private final Stores stores;

  /** Asks these, on the event loop of the endpoint. */
  public ReportRoutes(Stores stores) {
    this.stores = stores;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listReports", this::list);
    operations.on("closeReport", this::close);
  }

  private Future<Answer> list(ApiRequest request) {
    String state = request.text("state").orElse(OPEN);
    ReportId before =
        request
            .text("before")
            .map(
                text ->
                    id(
                        text,
                        new Failure(FailureCode.INVALID_PARAMETER, "before must be a report.")))
            .orElse(null);
    int limit = request.number("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
    return stores
        .ask(
            new SelectReports(request.actor(), state.equals(OPEN), before, limit),
            ReportsRead.class)
        .map(read -> page(read, state, limit));
  }

  private static Answer page(ReportsRead read, String state, int limit) {
    List<Report> reports = read.reports();
    JsonArray body = new JsonArray(reports.stream().map(ReportRoutes::json).toList());
    if (!read.more()) {
      return Answer.ok(body);
    }
    String next =
        "<%s?state=%s&before=%s&limit=%d>; rel=\"next\""
            .formatted(REPORTS, state, reports.get(reports.size() - 1).id(), limit);
    return Answer.ok(body, Map.of("Link", next));
  }

  private Future<Answer> close(ApiRequest request) {
    ReportId report =
        id(
            request.path("report_id"),
            new Failure(FailureCode.NOT_FOUND, "There is no such report, or it is closed."));
    JsonObject body = request.body();
    CloseReport close =
        new CloseReport(
            request.actor(), report, body.getString("outcome"), body.getString("note", ""));
    return stores.ask(close, Done.class).map(done -> Answer.noContent());
  }

  private static ReportId id(String text, Failure otherwise) {
    try {
      return new ReportId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw otherwise;
    }
  }

  private static JsonObject json(Report report) {
    JsonObject json =
        new JsonObject()
            .put("id", report.id().toString())
            .put("room_id", report.room().toString())
            .put("room_name", report.roomName())
            .put("message_id", report.message().toString())
            .put("author", report.author())
            .put("content", report.content())
            .put("reporter", report.reporter())
            .put("reason", report.reason())
            .put("created_at", Timestamps.format(report.createdAt()));
    return report.closedAt() == null
        ? json
        : json.put("closed_at", Timestamps.format(report.closedAt()))
            .put("closed_by", report.closedBy())
            .put("outcome", report.outcome());
  }
}
