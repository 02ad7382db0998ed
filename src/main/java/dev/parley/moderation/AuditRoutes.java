package dev.parley.moderation;

import dev.parley.bus.AuditQuery;
import dev.parley.bus.AuditRecord;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonQuery.NoteAct;
import dev.parley.bus.Reply.AuditRead;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.RoomId;
import dev.parley.bus.Stores;
import dev.parley.bus.Timestamps;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The REST operations on the audit log. */
public final class AuditRoutes implements Routes {

  private static final String AUDIT = "/api/chat/audit";
  private static final List<String> FILTERS = List.of("who", "what", "whom", "room", "from", "to");
  private static final int DEFAULT_LIMIT = 50;

  private final Stores stores;

  /** Asks these, on the event loop of the endpoint. */
  public AuditRoutes(Stores stores) {
    this.stores = stores;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listAudit", this::list);
    operations.on("exportAudit", this::export);
  }

  private Future<Answer> list(ApiRequest request) {
    int limit = request.number("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
    return read(query(request, limit)).map(read -> page(request, read, limit));
  }

  private Future<AuditRead> read(AuditQuery query) {
    return stores.ask(query, AuditRead.class);
  }

  private static AuditQuery query(ApiRequest request, int limit) {
    return new AuditQuery(
        request.text("who").orElse(null),
        request.text("what").orElse(null),
        request.text("whom").orElse(null),
        request.text("room").map(RoomId::parse).orElse(null),
        time(request, "from"),
        time(request, "to"),
        request.number("before").orElse(null),
        limit);
  }

  private static Instant time(ApiRequest request, String name) {
    try {
      return request.text(name).map(Instant::parse).orElse(null);
    } catch (DateTimeParseException e) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, name + " must be a time, as 2026-01-02T10:30:00Z.");
    }
  }

  private static Answer page(ApiRequest request, AuditRead read, int limit) {
    JsonArray body = new JsonArray(read.records().stream().map(AuditRoutes::json).toList());
    if (!read.more()) {
      return Answer.ok(body);
    }
    Stream<String> filters =
        FILTERS.stream()
            .flatMap(name -> request.text(name).map(value -> name + "=" + encoded(value)).stream());
    Stream<String> place = Stream.of("before=" + last(read), "limit=" + limit);
    String parameters = Stream.concat(filters, place).collect(Collectors.joining("&"));
    return Answer.ok(body, Map.of("Link", "<%s?%s>; rel=\"next\"".formatted(AUDIT, parameters)));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static long last(AuditRead read) {
    return read.records().get(read.records().size() - 1).n();
  }

  /** The first page is read before anything is said: what goes wrong there can still be told. */
  private Future<Answer> export(ApiRequest request) {
    AuditQuery query = query(request, AuditQuery.MAX_LIMIT);
    return read(query)
        .compose(
            first ->
                stores
                    .ask(new NoteAct(request.actor(), "audit.export", null), Done.class)
                    .map(first))
        .map(
            first ->
                Answer.stream(
                    "application/jsonl",
                    Map.of("Content-Disposition", "attachment; filename=\"audit.jsonl\""),
                    out -> write(out, query, first)));
  }

  private Future<Void> write(HttpServerResponse out, AuditQuery query, AuditRead read) {
    Buffer lines = Buffer.buffer();
    read.records().forEach(each -> lines.appendString(json(each).encode()).appendString("\n"));
    Future<Void> written = out.write(lines);
    return read.more()
        ? written
            .compose(taken -> read(query.before(last(read))))
            .compose(next -> write(out, query, next))
        : written;
  }

  private static JsonObject json(AuditRecord each) {
    JsonObject json =
        new JsonObject()
            .put("n", each.n())
            .put("at", Timestamps.format(each.at()))
            .put("who", each.actor());
    putIfAny(json, "who_id", each.actorId());
    json.put("what", each.action());
    putIfAny(json, "whom", each.subject());
    putIfAny(json, "room_id", each.room());
    putIfAny(json, "address", each.address());
    return json.put("detail", new JsonObject(each.detail()));
  }

  private static void putIfAny(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value.toString());
    }
  }
}
