package dev.parley.client;

import dev.parley.bus.Availability;
import dev.parley.bus.Change;
import dev.parley.bus.Draft;
import dev.parley.bus.Epoch;
import dev.parley.bus.FollowedThread;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.Notice;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Room;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import dev.parley.bus.Seq;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** Reads what comes over the public bus. */
final class ChatForms {

  private ChatForms() {}

  static <T> List<T> all(JsonArray array, Function<JsonObject, T> form) {
    return array.stream().map(JsonObject.class::cast).map(form).toList();
  }

  static List<PersonName> people(JsonArray names) {
    return names.stream().map(String.class::cast).map(PersonName::new).toList();
  }

  static Room room(JsonObject json) {
    return new Room(
        RoomId.parse(json.getString("id")),
        new RoomName(json.getString("name")),
        Instant.parse(json.getString("created_at")),
        new Epoch(json.getString("epoch")),
        RoomKind.valueOf(json.getString("kind").toUpperCase(Locale.ROOT)),
        json.getString("topic", ""),
        json.getBoolean("owned"),
        json.getBoolean("archived"),
        json.getString("posting").equals("moderators"),
        json.getInteger("slow_mode"),
        json.containsKey("people") ? people(json.getJsonArray("people")) : List.of());
  }

  static Message message(JsonObject json) {
    Instant deletedAt = json.getInstant("deleted_at");
    String nonce = json.getString("nonce");
    return new Message(
        new MessageId(UUID.fromString(json.getString("id"))),
        RoomId.parse(json.getString("room_id")),
        new Seq(json.getLong("seq")),
        new PersonName(json.getString("username")),
        deletedAt == null ? new MessageContent(json.getString("content")) : null,
        Instant.parse(json.getString("timestamp")),
        nonce == null ? null : new Nonce(nonce),
        change(json, deletedAt),
        author(json),
        null);
  }

  static Draft draft(JsonObject json) {
    return new Draft(
        RoomId.parse(json.getString("room_id")),
        id(json.getString("thread")),
        json.getString("content"),
        id(json.getString("quote")),
        Instant.parse(json.getString("at")),
        json.getLong("version"));
  }

  static FollowedThread thread(JsonObject json) {
    return new FollowedThread(
        RoomId.parse(json.getString("room_id")),
        id(json.getString("thread")),
        new Seq(json.getLong("seq")),
        json.getBoolean("following"),
        new Seq(json.getLong("read_seq")),
        json.getLong("unread"),
        Instant.parse(json.getString("last_at")));
  }

  private static MessageId id(String text) {
    return text == null ? null : MessageId.parse(text);
  }

  private static PersonId author(JsonObject json) {
    String id = json.getString("user_id");
    return id == null ? null : PersonId.parse(id);
  }

  private static Message notice(JsonObject json) {
    Notice notice = Notice.of(json.getString("event")).orElseThrow();
    String value = json.getString(notice.valueName());
    return new Message(
        new MessageId(UUID.fromString(json.getString("id"))),
        RoomId.parse(json.getString("room_id")),
        new Seq(json.getLong("seq")),
        new PersonName(json.getString("username")),
        value == null ? null : new MessageContent(value),
        Instant.parse(json.getString("timestamp")),
        null,
        change(json, null),
        author(json),
        notice);
  }

  static ChatPerson person(JsonObject json) {
    return new ChatPerson(
        PersonId.parse(json.getString("id")),
        new PersonName(json.getString("username")),
        json.getString("display_name"),
        json.getString("about"),
        json.getString("status"),
        ServerRole.valueOf(constant(json.getString("role"))),
        Availability.valueOf(constant(json.getString("presence"))),
        json.getInstant("last_seen"));
  }

  static ChatMember member(JsonObject json) {
    return new ChatMember(
        PersonId.parse(json.getString("id")),
        new PersonName(json.getString("username")),
        json.getString("display_name"),
        RoomRole.valueOf(constant(json.getString("role"))),
        Instant.parse(json.getString("joined_at")));
  }

  private static String constant(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static Change change(JsonObject json, Instant deletedAt) {
    Long seq = json.getLong("changed_seq");
    return seq == null ? null : new Change(new Seq(seq), json.getInstant("edited_at"), deletedAt);
  }

  static Ack ack(JsonObject json) {
    return new Ack(
        new MessageId(UUID.fromString(json.getString("id"))),
        new Seq(json.getLong("seq")),
        Instant.parse(json.getString("timestamp")),
        json.getBoolean("duplicate", false));
  }

  /** Hands an event to the method for its type; those of later versions are passed over. */
  static void hear(JsonObject event, ChatListener listener) {
    switch (event.getString("type")) {
      case "message" -> listener.message(message(event));
      case "notice" -> listener.notice(notice(event));
      case "caught_up" -> listener.caughtUp(new Seq(event.getLong("to")));
      case "presence" ->
          listener.presence(
              people(event.getJsonArray("joined")), people(event.getJsonArray("left")));
      case "typing" -> listener.typing(new PersonName(event.getString("username")));
      case "unsubscribed" -> listener.roomGone();
      default -> {
        // a client need not know everything
      }
    }
  }
}
