package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MemberCommand;
import dev.parley.bus.MemberCommand.BecomeMember;
import dev.parley.bus.MemberCommand.CeaseMember;
import dev.parley.bus.MemberCommand.ChangePreferences;
import dev.parley.bus.MemberCommand.ListMembers;
import dev.parley.bus.MemberCommand.PutMember;
import dev.parley.bus.MemberCommand.RemoveMember;
import dev.parley.bus.Membership;
import dev.parley.bus.MembershipsQuery;
import dev.parley.bus.NotificationLevel;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.MemberFound;
import dev.parley.bus.Reply.MembersListed;
import dev.parley.bus.Reply.MembershipsListed;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomMember;
import dev.parley.bus.Timestamps;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.http.WritingRate;
import dev.parley.rights.RoomRole;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The REST operations on the members of rooms, and on the rooms that one belongs to. */
public final class MemberRoutes implements Routes {

  private final Bus bus;
  private final WritingRate rate;

  /**
   * Sends commands over this bus.
   *
   * @param rate of changes, each of which shows in the room
   */
  public MemberRoutes(Bus bus, WritingRate rate) {
    this.bus = bus;
    this.rate = rate;
  }

  @Override
  public void register(Operations operations) {
    operations.on("listMyRooms", this::listMyRooms);
    operations.on("joinRoom", this::join);
    operations.on("leaveRoom", this::leave);
    operations.on("listMembers", this::list);
    operations.on("putMember", this::put);
    operations.on("removeMember", this::remove);
    operations.on("changeRoomPreferences", this::changePreferences);
  }

  private Future<Answer> listMyRooms(ApiRequest request) {
    RoomId before = request.text("before").map(RoomId::parse).orElse(null);
    int limit = request.number("limit").map(Long::intValue).orElse(DirectoryQuery.MAX_LIMIT);
    return bus.request(
            Addresses.memberships(),
            new MembershipsQuery(request.actor(), before, limit),
            MembershipsListed.class)
        .map(listed -> page(listed, limit));
  }

  private static Answer page(MembershipsListed listed, int limit) {
    List<Membership> rooms = listed.rooms();
    JsonArray body = new JsonArray(rooms.stream().map(MemberRoutes::json).toList());
    if (!listed.more()) {
      return Answer.ok(body);
    }
    RoomId last = rooms.get(rooms.size() - 1).room().id();
    String next = "</api/chat/me/rooms?before=%s&limit=%d>; rel=\"next\"".formatted(last, limit);
    return Answer.ok(body, Map.of("Link", next));
  }

  private static JsonObject json(Membership membership) {
    return JsonForms.of(membership.room())
        .put("role", text(membership.role()))
        .put("favourite", membership.favourite())
        .put("level", membership.level().text());
  }

  private Future<Answer> join(ApiRequest request) {
    return member(new BecomeMember(room(request), request.actor()));
  }

  private Future<Answer> put(ApiRequest request) {
    String role = request.body().getString("role");
    return member(
        new PutMember(
            room(request),
            request.actor(),
            whom(request),
            RoomRole.valueOf(role.toUpperCase(Locale.ROOT))));
  }

  private Future<Answer> member(MemberCommand command) {
    rate.require(command.actor());
    return ask(command, MemberFound.class).map(found -> Answer.ok(json(found.member())));
  }

  private Future<Answer> leave(ApiRequest request) {
    rate.require(request.actor());
    return done(new CeaseMember(room(request), request.actor()));
  }

  private Future<Answer> remove(ApiRequest request) {
    rate.require(request.actor());
    return done(new RemoveMember(room(request), request.actor(), whom(request)));
  }

  private Future<Answer> changePreferences(ApiRequest request) {
    JsonObject body = request.body();
    NotificationLevel level =
        Optional.ofNullable(body.getString("level")).flatMap(NotificationLevel::of).orElse(null);
    return done(
        new ChangePreferences(room(request), request.actor(), body.getBoolean("favourite"), level));
  }

  private Future<Answer> list(ApiRequest request) {
    RoomId room = room(request);
    PersonName after = request.text("after").map(PersonName::parse).orElse(null);
    int limit = request.number("limit").map(Long::intValue).orElse(MemberCommand.MAX_LIMIT);
    return ask(new ListMembers(room, request.actor(), after, limit), MembersListed.class)
        .map(listed -> page(room, listed, limit));
  }

  private static Answer page(RoomId room, MembersListed listed, int limit) {
    List<RoomMember> members = listed.members();
    JsonArray body = new JsonArray(members.stream().map(MemberRoutes::json).toList());
    if (!listed.more()) {
      return Answer.ok(body);
    }
    String last = members.get(members.size() - 1).name().value();
    String next =
        "</api/chat/rooms/%s/members?after=%s&limit=%d>; rel=\"next\""
            .formatted(room, encode(last), limit);
    return Answer.ok(body, Map.of("Link", next));
  }

  private static JsonObject json(RoomMember member) {
    String picture =
        "/api/chat/people/%s/avatar?v=%d".formatted(encode(member.name().value()), member.avatar());
    return new JsonObject()
        .put("id", member.id().toString())
        .put("username", member.name().value())
        .put("display_name", member.displayName())
        .put("role", text(member.role()))
        .put("joined_at", Timestamps.format(member.joinedAt()))
        .put("avatar", member.avatar() == null ? null : picture);
  }

  private static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(RoomRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private Future<Answer> done(MemberCommand command) {
    return ask(command, Done.class).map(done -> Answer.noContent());
  }

  private <T extends Reply> Future<T> ask(MemberCommand command, Class<T> answer) {
    return bus.request(Addresses.roomCommands(command.room()), command, answer);
  }

  private static RoomId room(ApiRequest request) {
    return RoomId.parse(request.path("room_id"));
  }

  private static PersonName whom(ApiRequest request) {
    return PersonName.parse(request.path("username"));
  }
}
