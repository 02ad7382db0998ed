package dev.parley.bus;

import io.vertx.core.json.JsonObject;

/** How rooms and messages look to clients in JSON, over REST and on the public bus alike. */
public final class JsonForms {

  private JsonForms() {}

  /** A room. */
  public static JsonObject of(Room room) {
    return new JsonObject()
        .put("id", room.id().toString())
        .put("name", room.name().value())
        .put("created_at", Timestamps.format(room.createdAt()))
        .put("epoch", room.epoch().value());
  }

  /** A message that is not deleted. */
  public static JsonObject of(Message message) {
    JsonObject json =
        new JsonObject()
            .put("id", message.id().toString())
            .put("room_id", message.room().toString())
            .put("seq", message.seq().value())
            .put("username", message.author().value())
            .put("content", message.content() == null ? "" : message.content().value())
            .put("timestamp", Timestamps.format(message.createdAt()));
    return message.nonce() == null ? json : json.put("nonce", message.nonce().value());
  }
}
