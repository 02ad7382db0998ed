package dev.parley.reading;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Draft;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnCommand.KeepDraft;
import dev.parley.bus.OwnQuery.ListDrafts;
import dev.parley.bus.Reply.DraftKept;
import dev.parley.bus.Reply.DraftsFound;
import dev.parley.bus.RoomId;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The REST operations on what one has begun to write. */
public final class DraftRoutes implements Routes {

  private final Bus bus;

  /** Sends commands over this bus. */
  public DraftRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listDrafts", this::list);
    operations.on("putDraft", this::put);
    operations.on("removeDraft", this::remove);
  }

  private Future<Answer> list(ApiRequest request) {
    return bus.request(Addresses.own(), new ListDrafts(request.actor()), DraftsFound.class)
        .map(
            found -> Answer.ok(new JsonArray(found.drafts().stream().map(JsonForms::of).toList())));
  }

  private Future<Answer> put(ApiRequest request) {
    JsonObject body = request.body();
    String quote = body.getString("quote");
    Draft draft =
        new Draft(
            room(request),
            thread(request),
            body.getString("content"),
            quote == null ? null : MessageId.parse(quote),
            time(Optional.ofNullable(body.getString("at"))),
            0);
    return keep(request, draft, Optional.ofNullable(body.getString("session_id")))
        .map(kept -> Answer.ok(JsonForms.of(kept.draft())));
  }

  private Future<Answer> remove(ApiRequest request) {
    Draft gone = Draft.gone(room(request), thread(request), time(request.text("at")));
    return keep(request, gone, request.text("session_id")).map(kept -> Answer.noContent());
  }

  private Future<DraftKept> keep(ApiRequest request, Draft draft, Optional<String> session) {
    ConnectionId from = session.map(ConnectionId::parse).orElse(null);
    KeepDraft command = new KeepDraft(request.actor(), draft, from);
    return bus.request(Addresses.roomCommands(command.room()), command, DraftKept.class);
  }

  private static RoomId room(ApiRequest request) {
    return RoomId.parse(request.path("room_id"));
  }

  private static MessageId thread(ApiRequest request) {
    return request.text("thread").map(MessageId::parse).orElse(null);
  }

  private static Instant time(Optional<String> text) {
    try {
      return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant).orElse(null);
    } catch (DateTimeException e) {
      throw new Failure(FailureCode.INVALID_PARAMETER, "at must be a time.");
    }
  }
}
