package dev.parley.bridge;

import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.ReceiptsListed;
import dev.parley.bus.RoomCommand.ListReceipts;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code chat.messages}: who has read a message. */
final class ReceiptRequests {

  private static final int DEFAULT_LIMIT = 100;

  private final RoomAsking rooms;
  private final ChatCallers callers;

  ReceiptRequests(RoomAsking rooms, ChatCallers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  Future<JsonObject> carryOut(JsonObject request) {
    Fields fields = new Fields(request);
    if (!fields.text("action").equals("receipts")) {
      throw Fields.invalid("action must be receipts.");
    }
    RoomId room = fields.room();
    MessageId message = MessageId.parse(fields.text("message_id"));
    PersonName after = fields.textIfAny("after").map(PersonName::parse).orElse(null);
    int limit = fields.number("limit").orElse(DEFAULT_LIMIT);
    return callers
        .of(request)
        .compose(caller -> list(caller, room, message, after, limit))
        .map(ReceiptRequests::page);
  }

  private Future<ReceiptsListed> list(
      Caller caller, RoomId room, MessageId message, PersonName after, int limit) {
    return rooms.ask(
        caller,
        new ListReceipts(room, caller.actor(), message, after, limit),
        ReceiptsListed.class);
  }

  private static JsonObject page(ReceiptsListed listed) {
    return new JsonObject()
        .put("people", new JsonArray(listed.people().stream().map(JsonForms::of).toList()))
        .put("more", listed.more());
  }
}
