package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.Ids;
import dev.parley.bus.JsonForms;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.DirectOpened;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.OnlineListed;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.Room;
import dev.parley.bus.RoomChange;
import dev.parley.bus.RoomCommand.ChangeRoom;
import dev.parley.bus.RoomCommand.CreateRoom;
import dev.parley.bus.RoomCommand.DeleteRoom;
import dev.parley.bus.RoomCommand.FindRoom;
import dev.parley.bus.RoomCommand.ListOnline;
import dev.parley.bus.RoomCommand.OpenDirect;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import dev.parley.bus.Topic;
import dev.parley.http.Answer;
import dev.parley.http.ApiRequest;
import dev.parley.http.Routes;
import dev.parley.http.WritingRate;
import dev.parley.rights.RoomKind;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The REST operations on rooms. */
public final class RoomRoutes implements Routes {

  private static final String ROOMS = "/api/chat/rooms";

  private final Bus bus;
  private final Ids ids;
  private final WritingRate rate;

  /**
   * Sends commands over this bus.
   *
   * @param rate of changes of a room, which show in it
   */
  public RoomRoutes(Bus bus, Ids ids, WritingRate rate) {
    this.bus = bus;
    this.rate = rate;
    this.ids = ids;
  }

  @Override
  public void register(Operations operations) {
    operations.on("createRoom", this::create);
    operations.on("listRooms", this::list);
    operations.on("getRoom", this::get);
    operations.on("deleteRoom", this::delete);
    operations.on("openDirect", this::openDirect);
    operations.on("changeRoom", this::change);
    operations.on("listOnlineUsers", this::listOnline);
  }

  private Future<Answer> create(ApiRequest request) {
    JsonObject body = request.body();
    RoomId id = ids.room();
    CreateRoom command =
        new CreateRoom(
            id,
            request.actor(),
            RoomName.parse(body.getString("name")),
            kind(body).orElse(RoomKind.PUBLIC),
            announcements(body).orElse(false),
            topic(body).orElse(Topic.NONE));
    return bus.request(Addresses.roomCommands(id), command, RoomFound.class)
        .map(found -> Answer.created(ROOMS + "/" + id, JsonForms.of(found.room())));
  }

  private static Optional<RoomKind> kind(JsonObject body) {
    return Optional.ofNullable(body.getString("kind"))
        .map(kind -> RoomKind.valueOf(kind.toUpperCase(Locale.ROOT)));
  }

  private static Optional<Boolean> announcements(JsonObject body) {
    return Optional.ofNullable(body.getString("posting")).map("moderators"::equals);
  }

  private static Optional<Topic> topic(JsonObject body) {
    return Optional.ofNullable(body.getString("topic")).map(Topic::parse);
  }

  private Future<Answer> openDirect(ApiRequest request) {
    RoomId id = ids.room();
    List<PersonName> people =
        request.body().getJsonArray("usernames").stream()
            .map(String.class::cast)
            .map(PersonName::parse)
            .toList();
    return bus.request(
            Addresses.roomCommands(id),
            new OpenDirect(id, request.actor(), people),
            DirectOpened.class)
        .map(
            opened ->
                opened.begun()
                    ? Answer.created(ROOMS + "/" + id, JsonForms.of(opened.room()))
                    : Answer.ok(JsonForms.of(opened.room())));
  }

  private Future<Answer> change(ApiRequest request) {
    RoomId id = RoomId.parse(request.path("room_id"));
    JsonObject body = request.body();
    RoomChange change =
        new RoomChange(
            Optional.ofNullable(body.getString("name")).map(RoomName::parse).orElse(null),
            topic(body).orElse(null),
            body.getBoolean("archived"),
            announcements(body).orElse(null),
            body.getInteger("slow_mode"),
            kind(body).orElse(null));
    return request
        .actorAs(body.getString("username"))
        .compose(actor -> change(new ChangeRoom(id, actor, change)))
        .map(found -> Answer.ok(JsonForms.of(found.room())));
  }

  private Future<RoomFound> change(ChangeRoom command) {
    rate.require(command.actor());
    return bus.request(Addresses.roomCommands(command.room()), command, RoomFound.class);
  }

  private Future<Answer> list(ApiRequest request) {
    RoomId before = request.text("before").map(RoomId::parse).orElse(null);
    int limit = request.number("limit").map(Long::intValue).orElse(DirectoryQuery.MAX_LIMIT);
    return bus.request(
            Addresses.roomDirectory(),
            new DirectoryQuery(request.actor(), before, limit),
            RoomsListed.class)
        .map(listed -> page(listed, limit));
  }

  private static Answer page(RoomsListed listed, int limit) {
    List<Room> rooms = listed.rooms();
    JsonArray body = new JsonArray(rooms.stream().map(JsonForms::of).toList());
    if (!listed.more()) {
      return Answer.ok(body);
    }
    RoomId last = rooms.get(rooms.size() - 1).id();
    String next = "<%s?before=%s&limit=%d>; rel=\"next\"".formatted(ROOMS, last, limit);
    return Answer.ok(body, Map.of("Link", next));
  }

  private Future<Answer> get(ApiRequest request) {
    RoomId id = RoomId.parse(request.path("room_id"));
    return bus.request(
            Addresses.roomCommands(id), new FindRoom(id, request.actor()), RoomFound.class)
        .map(found -> Answer.ok(JsonForms.of(found.room())));
  }

  private Future<Answer> delete(ApiRequest request) {
    RoomId id = RoomId.parse(request.path("room_id"));
    return bus.request(Addresses.roomCommands(id), new DeleteRoom(id, request.actor()), Done.class)
        .map(done -> Answer.noContent());
  }

  private Future<Answer> listOnline(ApiRequest request) {
    RoomId id = RoomId.parse(request.path("room_id"));
    return bus.request(
            Addresses.roomCommands(id), new ListOnline(id, request.actor()), OnlineListed.class)
        .map(
            listed ->
                Answer.ok(
                    new JsonObject()
                        .put("room_id", id.toString())
                        .put("online_users", names(listed.people()))));
  }

  private static JsonArray names(List<PersonName> people) {
    return new JsonArray(people.stream().map(PersonName::value).toList());
  }
}
