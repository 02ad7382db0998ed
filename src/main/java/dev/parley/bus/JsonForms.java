package dev.parley.bus;

import dev.parley.bus.Reply.ReactionsRead;
import dev.parley.bus.Reply.ThreadRead;
import dev.parley.rights.RoomKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How rooms and messages look to clients in JSON, over REST and on the public bus alike. */
public final class JsonForms {

  private JsonForms() {}

  /** A room. */
  public static JsonObject of(Room room) {
    JsonObject json =
        new JsonObject()
            .put("id", room.id().toString())
            .put("name", room.name().value())
            .put("created_at", Timestamps.format(room.createdAt()))
            .put("epoch", room.epoch().value())
            .put("kind", room.kind().name().toLowerCase(Locale.ROOT))
            .put("owned", room.owned())
            .put("archived", room.archived())
            .put("posting", room.announcements() ? "moderators" : "everyone")
            .put("slow_mode", room.slowMode());
    if (!room.topic().isEmpty()) {
      json.put("topic", room.topic());
    }
    return room.kind() == RoomKind.DIRECT
        ? json.put("people", new JsonArray(room.people().stream().map(PersonName::value).toList()))
        : json;
  }

  /** A message, or a notice. */
  public static JsonObject of(Message message) {
    JsonObject json =
        new JsonObject()
            .put("id", message.id().toString())
            .put("room_id", message.room().toString())
            .put("seq", message.seq().value())
            .put("username", message.author().value());
    if (message.authorId() != null) {
      json.put("user_id", message.authorId().toString());
    }
    return (message.notice() == null ? withContent(json, message) : withEvent(json, message))
        .put("timestamp", Timestamps.format(message.createdAt()));
  }

  /** Several in a row. */
  public static <T> JsonArray array(List<T> items, Function<T, JsonObject> form) {
    return new JsonArray(items.stream().map(form).toList());
  }

  /** What a message said for a time. */
  public static JsonObject of(Version version) {
    return new JsonObject()
        .put("content", version.content().value())
        .put("timestamp", Timestamps.format(version.writtenAt()));
  }

  /** Who reacted. */
  public static JsonObject of(ReactionsRead read) {
    JsonObject json = new JsonObject().put("people", array(read.reactions(), JsonForms::of));
    return read.next() == null ? json : json.put("after", read.next().value());
  }

  private static JsonObject of(Reaction reaction) {
    JsonObject json = new JsonObject().put("username", reaction.person().value());
    return reaction.personId() == null ? json : json.put("user_id", reaction.personId().toString());
  }

  /** A thread. */
  public static JsonObject of(ThreadRead read) {
    JsonObject json =
        new JsonObject()
            .put("root", of(read.root()))
            .put("replies", array(read.replies(), JsonForms::of));
    if (read.older() != null) {
      json.put("before", read.older().value());
    }
    return read.newer() == null ? json : json.put("after", read.newer().value());
  }

  private static JsonObject withContent(JsonObject json, Message message) {
    json.put("content", message.content() == null ? "" : message.content().value());
    if (message.nonce() != null) {
      json.put("nonce", message.nonce().value());
    }
    ExtrasForms.put(json, message.extras());
    return message.change() == null ? json : withChange(json, message.change());
  }

  private static JsonObject withChange(JsonObject json, Change change) {
    json.put("changed_seq", change.seq().value());
    if (change.editedAt() != null) {
      json.put("edited_at", Timestamps.format(change.editedAt()));
    }
    return change.deletedAt() == null
        ? json
        : json.put("deleted_at", Timestamps.format(change.deletedAt()));
  }

  private static JsonObject withEvent(JsonObject json, Message notice) {
    json.put("event", notice.notice().text());
    return notice.content() == null
        ? json
        : json.put(notice.notice().valueName(), notice.content().value());
  }
}
