package dev.parley.bus;

import dev.parley.rights.RoomKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

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

  /** Somebody who has read up to a message. */
  public static JsonObject of(Reply.ReceiptsListed.ReadBy person) {
    return new JsonObject()
        .put("id", person.id().toString())
        .put("username", person.name().value())
        .put("display_name", person.displayName());
  }

  /** A thread, as it stands to somebody who follows it. */
  public static JsonObject of(FollowedThread thread) {
    return new JsonObject()
        .put("room_id", thread.room().toString())
        .put("thread", thread.root().toString())
        .put("seq", thread.rootSeq().value())
        .put("following", thread.following())
        .put("read_seq", thread.read().value())
        .put("unread", thread.unread())
        .put("last_at", Timestamps.format(thread.lastAt()));
  }

  /** The same with the message that it began with. */
  public static JsonObject of(Reply.ThreadsListed.Listed listed) {
    return of(listed.thread()).put("message", of(listed.message()));
  }

  /** What somebody has begun to write. */
  public static JsonObject of(Draft draft) {
    JsonObject json = new JsonObject().put("room_id", draft.room().toString());
    if (draft.thread() != null) {
      json.put("thread", draft.thread().toString());
    }
    json.put("content", draft.content());
    if (draft.quote() != null) {
      json.put("quote", draft.quote().toString());
    }
    return json.put("at", Timestamps.format(draft.at())).put("version", draft.version());
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
