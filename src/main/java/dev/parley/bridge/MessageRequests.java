package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.Emoji;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageCommand.EditMessage;
import dev.parley.bus.MessageCommand.PinMessage;
import dev.parley.bus.MessageCommand.React;
import dev.parley.bus.MessageCommand.ReadMessage;
import dev.parley.bus.MessageCommand.ReadReactions;
import dev.parley.bus.MessageCommand.ReadThread;
import dev.parley.bus.MessageCommand.ReadVersions;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Reply.MessageFound;
import dev.parley.bus.Reply.PinsRead;
import dev.parley.bus.Reply.ReactionsRead;
import dev.parley.bus.Reply.ThreadRead;
import dev.parley.bus.Reply.VersionsRead;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomCommand.ListPins;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** {@code chat.messages}: what people do with messages that are there. */
final class MessageRequests {

  private final RoomAsking rooms;
  private final ChatCallers callers;

  MessageRequests(RoomAsking rooms, ChatCallers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  Future<JsonObject> carryOut(JsonObject request) {
    Fields fields = new Fields(request);
    return callers.of(request).compose(caller -> carryOut(caller, fields));
  }

  private Future<JsonObject> carryOut(Caller caller, Fields fields) {
    String action = fields.text("action");
    RoomId room = fields.room();
    Actor actor = caller.actor();
    return switch (action) {
      case "find" -> message(caller, new ReadMessage(room, actor, message(fields)));
      case "edit" -> message(caller, new EditMessage(room, actor, message(fields), words(fields)));
      case "react" -> message(caller, react(room, actor, fields, true));
      case "unreact" -> message(caller, react(room, actor, fields, false));
      case "pin" -> message(caller, new PinMessage(room, actor, message(fields), true));
      case "unpin" -> message(caller, new PinMessage(room, actor, message(fields), false));
      default -> read(action, caller, room, fields);
    };
  }

  private Future<JsonObject> read(String action, Caller caller, RoomId room, Fields fields) {
    return switch (action) {
      case "pins" -> pins(caller, room);
      case "versions" -> versions(caller, room, fields);
      case "reactions" -> reactions(caller, room, fields);
      case "thread" -> thread(caller, room, fields);
      default ->
          throw Fields.invalid(
              "action must be find, edit, react, unreact, pin, unpin, pins, versions, reactions"
                  + " or thread.");
    };
  }

  private static React react(RoomId room, Actor actor, Fields fields, boolean present) {
    return new React(room, actor, message(fields), Emoji.parse(fields.text("emoji")), present);
  }

  private Future<JsonObject> message(Caller caller, RoomCommand command) {
    return rooms
        .ask(caller, command, MessageFound.class)
        .map(found -> JsonForms.of(found.message()));
  }

  private Future<JsonObject> pins(Caller caller, RoomId room) {
    return rooms
        .ask(caller, new ListPins(room, caller.actor()), PinsRead.class)
        .map(
            read ->
                new JsonObject().put("messages", JsonForms.array(read.messages(), JsonForms::of)));
  }

  private Future<JsonObject> versions(Caller caller, RoomId room, Fields fields) {
    return rooms
        .ask(caller, new ReadVersions(room, caller.actor(), message(fields)), VersionsRead.class)
        .map(
            read ->
                new JsonObject().put("versions", JsonForms.array(read.versions(), JsonForms::of)));
  }

  private Future<JsonObject> reactions(Caller caller, RoomId room, Fields fields) {
    ReadReactions query =
        new ReadReactions(
            room,
            caller.actor(),
            message(fields),
            Emoji.parse(fields.text("emoji")),
            fields.seq("after").orElse(Seq.START),
            limit(fields));
    return rooms.ask(caller, query, ReactionsRead.class).map(JsonForms::of);
  }

  private Future<JsonObject> thread(Caller caller, RoomId room, Fields fields) {
    HistoryPage page =
        HistoryPage.of(limit(fields), kind -> fields.seq(kind.name().toLowerCase(Locale.ROOT)));
    return rooms
        .ask(caller, new ReadThread(room, caller.actor(), message(fields), page), ThreadRead.class)
        .map(JsonForms::of);
  }

  private static int limit(Fields fields) {
    return fields.number("limit").orElse(HistoryPage.DEFAULT_LIMIT);
  }

  private static MessageContent words(Fields fields) {
    return new MessageContent(fields.text("content"));
  }

  private static MessageId message(Fields fields) {
    return new MessageId(fields.uuid("message_id"));
  }
}
