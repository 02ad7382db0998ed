package dev.parley.bridge;

import dev.parley.bus.Addresses;
import dev.parley.bus.Draft;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageId;
import dev.parley.bus.OwnCommand.KeepDraft;
import dev.parley.bus.OwnQuery.ListDrafts;
import dev.parley.bus.Reply.DraftKept;
import dev.parley.bus.Reply.DraftsFound;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import dev.parley.http.Entrance;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;

/** {@code chat.drafts}: what somebody has begun to write. */
final class DraftRequests {

  private final RoomAsking rooms;
  private final ChatCallers callers;

  DraftRequests(RoomAsking rooms, ChatCallers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  Future<JsonObject> carryOut(JsonObject request) {
    Fields fields = new Fields(request);
    String action = fields.text("action");
    return callers
        .of(request)
        .compose(
            caller ->
                switch (action) {
                  case "list" -> list(caller);
                  case "keep" -> keep(caller, draft(fields));
                  case "drop" ->
                      keep(caller, Draft.gone(fields.room(), id(fields, "thread"), at(fields)));
                  default -> throw Fields.invalid("action must be list, keep or drop.");
                });
  }

  private Future<JsonObject> list(Caller caller) {
    Entrance.require(caller, Action.ME_READ);
    return rooms
        .bus()
        .request(Addresses.own(), new ListDrafts(caller.actor()), DraftsFound.class)
        .map(
            found ->
                new JsonObject()
                    .put(
                        "drafts",
                        new JsonArray(found.drafts().stream().map(JsonForms::of).toList())));
  }

  private Future<JsonObject> keep(Caller caller, Draft draft) {
    return rooms
        .ask(caller, new KeepDraft(caller.actor(), draft, null), DraftKept.class)
        .map(kept -> JsonForms.of(kept.draft()));
  }

  private static Draft draft(Fields fields) {
    RoomId room = fields.room();
    String content = fields.text("content");
    return new Draft(room, id(fields, "thread"), content, id(fields, "quote"), at(fields), 0);
  }

  private static MessageId id(Fields fields, String field) {
    return fields.textIfAny(field).map(MessageId::parse).orElse(null);
  }

  private static Instant at(Fields fields) {
    try {
      return fields.textIfAny("at").map(Instant::parse).orElse(null);
    } catch (DateTimeException e) {
      throw Fields.invalid("at must be a time.");
    }
  }
}
