package dev.parley.client;

import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Keeps order in a room, as far as the account for which a {@link ChatClient} speaks may. Safe for
 * any thread.
 */
public final class Moderation {

  private final PublicBus bus;
  private final PersonName person;
  private final RoomId room;

  Moderation(PublicBus bus, PersonName person, RoomId room) {
    this.bus = bus;
    this.person = person;
    this.room = room;
  }

  /** Deletes a message; its place in the log stays. */
  public Future<Void> delete(MessageId message) {
    return order(request("delete").put("message_id", message.toString()));
  }

  /** Lets somebody write nothing for a time, to the second. */
  public Future<Void> mute(PersonName whom, Duration time) {
    return order(request("mute", whom).put("seconds", time.toSeconds()));
  }

  /** Lets somebody write again. */
  public Future<Void> unmute(PersonName whom) {
    return order(request("unmute", whom));
  }

  /**
   * Lets somebody in no more.
   *
   * @param deleteMessages whether everything goes that they wrote in the room
   * @param reason empty for none
   */
  public Future<Void> ban(PersonName whom, boolean deleteMessages, String reason) {
    return order(request("ban", whom).put("delete_messages", deleteMessages).put("reason", reason));
  }

  /** Lets somebody in again. */
  public Future<Void> unban(PersonName whom) {
    return order(request("unban", whom));
  }

  /** Calls a message to the attention of those who keep order. */
  public Future<Void> report(MessageId message, String reason) {
    return order(request("report").put("message_id", message.toString()).put("reason", reason));
  }

  private Future<Void> order(JsonObject request) {
    return bus.ask(PublicAddresses.moderation(), request).mapEmpty();
  }

  private JsonObject request(String action) {
    return new JsonObject()
        .put("action", action)
        .put("username", person.value())
        .put("room_id", room.toString());
  }

  private JsonObject request(String action, PersonName whom) {
    return request(action).put("whom", whom.value());
  }
}
