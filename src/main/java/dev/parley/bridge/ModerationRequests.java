package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.Ids;
import dev.parley.bus.MessageId;
import dev.parley.bus.ModerationCommand.BanPerson;
import dev.parley.bus.ModerationCommand.DeleteMessage;
import dev.parley.bus.ModerationCommand.MutePerson;
import dev.parley.bus.ModerationCommand.ReportMessage;
import dev.parley.bus.ModerationCommand.UnbanPerson;
import dev.parley.bus.ModerationCommand.UnmutePerson;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.ReportStored;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** {@code chat.moderation}: keeping order in a room. */
final class ModerationRequests {

  private final RoomAsking rooms;
  private final Ids ids;
  private final ChatCallers callers;

  ModerationRequests(RoomAsking rooms, Ids ids, ChatCallers callers) {
    this.rooms = rooms;
    this.ids = ids;
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
      case "delete" -> order(caller, new DeleteMessage(room, actor, message(fields)));
      case "mute" -> order(caller, new MutePerson(room, actor, whom(fields), seconds(fields)));
      case "unmute" -> order(caller, new UnmutePerson(room, actor, whom(fields)));
      case "ban" -> order(caller, ban(room, actor, fields));
      case "unban" -> order(caller, new UnbanPerson(room, actor, whom(fields)));
      case "report" -> report(caller, room, fields);
      default -> throw Fields.invalid("action must be delete, mute, unmute, ban, unban or report.");
    };
  }

  private Future<JsonObject> order(Caller caller, RoomCommand command) {
    return rooms.ask(caller, command, Done.class).map(done -> new JsonObject());
  }

  private static BanPerson ban(RoomId room, Actor actor, Fields fields) {
    return new BanPerson(
        room,
        actor,
        whom(fields),
        fields.flag("delete_messages"),
        fields.textIfAny("reason").orElse(""));
  }

  private Future<JsonObject> report(Caller caller, RoomId room, Fields fields) {
    ReportMessage report =
        new ReportMessage(
            room, caller.actor(), message(fields), ids.report(), fields.text("reason"));
    return rooms.ask(caller, report, ReportStored.class).map(ModerationRequests::json);
  }

  private static JsonObject json(ReportStored stored) {
    JsonObject json = new JsonObject().put("report_id", stored.report().toString());
    return stored.duplicate() ? json.put("duplicate", true) : json;
  }

  private static MessageId message(Fields fields) {
    return new MessageId(fields.uuid("message_id"));
  }

  private static PersonName whom(Fields fields) {
    return PersonName.parse(fields.text("whom"));
  }

  private static int seconds(Fields fields) {
    return fields.number("seconds").orElseThrow(() -> Fields.invalid("seconds is missing."));
  }
}
