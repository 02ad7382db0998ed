package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Attached;
import dev.parley.bus.AttachedForms;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.Ids;
import dev.parley.bus.JsonForms;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.Reply.HistoryRead;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.RoomCommand.CreateRoom;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomCommand.ReadHistory;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import dev.parley.bus.Timestamps;
import dev.parley.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Stream;

/** Carries out what is asked in JSON on the public bus, as the same commands that REST sends. */
final class ChatRequests {

  private final Bus bus;
  private final RoomAsking rooms;
  private final Ids ids;
  private final ChatCallers callers;

  ChatRequests(Bus bus, Ids ids, ChatCallers callers) {
    this.bus = bus;
    this.rooms = new RoomAsking(bus);
    this.ids = ids;
    this.callers = callers;
  }

  /** {@code chat.rooms}. */
  Future<JsonObject> rooms(JsonObject request) {
    Fields fields = new Fields(request);
    String action = fields.text("action");
    return callers
        .of(request)
        .compose(
            caller ->
                switch (action) {
                  case "list" -> list(caller.actor(), fields);
                  case "create" -> create(caller, fields);
                  default -> throw Fields.invalid("action must be list or create.");
                });
  }

  private Future<JsonObject> list(Actor actor, Fields fields) {
    RoomId before = fields.textIfAny("before").map(RoomId::parse).orElse(null);
    int limit = fields.number("limit").orElse(DirectoryQuery.MAX_LIMIT);
    return bus.request(
            Addresses.roomDirectory(), new DirectoryQuery(actor, before, limit), RoomsListed.class)
        .map(
            listed ->
                new JsonObject()
                    .put("rooms", array(listed.rooms().stream().map(JsonForms::of)))
                    .put("more", listed.more()));
  }

  private Future<JsonObject> create(Caller caller, Fields fields) {
    RoomName name = RoomName.parse(fields.text("name"));
    RoomId id = ids.room();
    return rooms
        .ask(caller, new CreateRoom(id, caller.actor(), name), RoomFound.class)
        .map(found -> JsonForms.of(found.room()));
  }

  /** {@code chat.history}. */
  Future<JsonObject> history(JsonObject request) {
    Fields fields = new Fields(request);
    RoomId room = fields.room();
    HistoryPage page = page(fields);
    return callers
        .of(request)
        .compose(
            caller ->
                rooms.ask(
                    caller, new ReadHistory(room, caller.actor(), page, false), HistoryRead.class))
        .map(ChatRequests::page);
  }

  private static HistoryPage page(Fields fields) {
    int limit = fields.number("limit").orElse(HistoryPage.DEFAULT_LIMIT);
    return HistoryPage.of(limit, kind -> fields.seq(kind.name().toLowerCase(Locale.ROOT)));
  }

  private static JsonObject page(HistoryRead read) {
    JsonObject page =
        new JsonObject().put("messages", array(read.messages().stream().map(JsonForms::of)));
    if (read.older() != null) {
      page.put("before", read.older().value());
    }
    return read.newer() == null ? page : page.put("after", read.newer().value());
  }

  private static JsonArray array(Stream<JsonObject> items) {
    JsonArray array = new JsonArray();
    items.forEach(array::add);
    return array;
  }

  /** {@code chat.room.<id>.post}. */
  Future<JsonObject> post(RoomId room, JsonObject message) {
    Fields fields = new Fields(message);
    PersonName.parse(fields.text("username"));
    MessageContent content = new MessageContent(fields.text("content"));
    Attached attached = AttachedForms.of(message);
    Nonce nonce = fields.textIfAny("nonce").map(Nonce::new).orElse(null);
    return callers
        .of(message)
        .compose(
            caller ->
                rooms.ask(
                    caller,
                    new PostMessage(room, caller.actor(), content, nonce, attached),
                    MessageStored.class))
        .map(ChatRequests::ack);
  }

  private static JsonObject ack(MessageStored stored) {
    JsonObject ack =
        new JsonObject()
            .put("type", "ack")
            .put("room_id", stored.message().room().toString())
            .put("id", stored.message().id().toString())
            .put("seq", stored.message().seq().value())
            .put("timestamp", Timestamps.format(stored.message().createdAt()));
    if (stored.message().nonce() != null) {
      ack.put("nonce", stored.message().nonce().value());
    }
    return stored.duplicate() ? ack.put("duplicate", true) : ack;
  }

  /** {@code chat.session}: the bridge has put in who it is. */
  Future<JsonObject> session(JsonObject session) {
    return Future.succeededFuture(
        new JsonObject()
            .put("username", PersonName.parse(new Fields(session).text("username")).value())
            .put("version", PublicAddresses.VERSION));
  }
}
