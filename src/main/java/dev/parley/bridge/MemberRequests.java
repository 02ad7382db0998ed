package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.MemberCommand.BecomeMember;
import dev.parley.bus.MemberCommand.CeaseMember;
import dev.parley.bus.MemberCommand.ListMembers;
import dev.parley.bus.MemberCommand.PutMember;
import dev.parley.bus.MemberCommand.RemoveMember;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.MemberFound;
import dev.parley.bus.Reply.MembersListed;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomMember;
import dev.parley.bus.Timestamps;
import dev.parley.http.Caller;
import dev.parley.rights.Action;
import dev.parley.rights.RoomRole;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;

/** {@code chat.members}: who belongs to a room. */
final class MemberRequests {

  private static final int DEFAULT_LIMIT = 100;

  private final RoomAsking rooms;
  private final ChatCallers callers;

  MemberRequests(RoomAsking rooms, ChatCallers callers) {
    this.rooms = rooms;
    this.callers = callers;
  }

  Future<JsonObject> carryOut(JsonObject request) {
    Fields fields = new Fields(request);
    String action = fields.text("action");
    RoomId room = fields.room();
    return callers
        .of(request)
        .compose(
            caller ->
                switch (action) {
                  case "list" -> list(caller, room, fields);
                  case "invite" -> put(caller, room, fields, Action.ROOM_INVITE);
                  case "set_role" -> put(caller, room, fields, Action.ROOM_SET_ROLE);
                  case "remove" -> remove(caller, room, fields);
                  case "join" -> join(caller, room);
                  case "leave" -> leave(caller, room);
                  default ->
                      throw Fields.invalid(
                          "action must be list, invite, set_role, remove, join or leave.");
                });
  }

  private Future<JsonObject> list(Caller caller, RoomId room, Fields fields) {
    PersonName after = fields.textIfAny("after").map(PersonName::parse).orElse(null);
    int limit = fields.number("limit").orElse(DEFAULT_LIMIT);
    ListMembers list = new ListMembers(room, caller.actor(), after, limit);
    return rooms.ask(caller, list, MembersListed.class).map(MemberRequests::page);
  }

  private static JsonObject page(MembersListed listed) {
    JsonArray members = new JsonArray();
    listed.members().forEach(member -> members.add(json(member)));
    return new JsonObject().put("members", members).put("more", listed.more());
  }

  private Future<JsonObject> put(Caller caller, RoomId room, Fields fields, Action right) {
    RoomRole role =
        right == Action.ROOM_INVITE
            ? fields.textIfAny("role").map(MemberRequests::role).orElse(RoomRole.MEMBER)
            : role(fields.text("role"));
    PutMember put = new PutMember(room, caller.actor(), whom(fields), role);
    return rooms.ask(caller, right, put, MemberFound.class).map(found -> json(found.member()));
  }

  private static RoomRole role(String text) {
    return Arrays.stream(RoomRole.values())
        .filter(role -> text(role).equals(text))
        .findFirst()
        .orElseThrow(() -> Fields.invalid("role must be reader, member, moderator or owner."));
  }

  private Future<JsonObject> remove(Caller caller, RoomId room, Fields fields) {
    return rooms
        .ask(caller, new RemoveMember(room, caller.actor(), whom(fields)), Done.class)
        .map(done -> new JsonObject());
  }

  private static PersonName whom(Fields fields) {
    return PersonName.parse(fields.text("whom"));
  }

  private Future<JsonObject> join(Caller caller, RoomId room) {
    Actor actor = caller.actor();
    return rooms
        .ask(caller, new BecomeMember(room, actor), MemberFound.class)
        .map(found -> json(found.member()));
  }

  private Future<JsonObject> leave(Caller caller, RoomId room) {
    return rooms
        .ask(caller, new CeaseMember(room, caller.actor()), Done.class)
        .map(done -> new JsonObject());
  }

  private static JsonObject json(RoomMember member) {
    return new JsonObject()
        .put("id", member.id().toString())
        .put("username", member.name().value())
        .put("display_name", member.displayName())
        .put("role", text(member.role()))
        .put("joined_at", Timestamps.format(member.joinedAt()));
  }

  private static String text(RoomRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
