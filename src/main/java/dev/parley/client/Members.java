package dev.parley.client;

import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.RoomId;
import dev.parley.rights.RoomRole;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Who belongs to a room, as far as the account for which a {@link ChatClient} speaks may say so.
 * Safe for any thread.
 */
public final class Members {

  private final PublicBus bus;
  private final PersonName person;
  private final RoomId room;

  Members(PublicBus bus, PersonName person, RoomId room) {
    this.bus = bus;
    this.person = person;
    this.room = room;
  }

  /**
   * A page of members in the order of their names.
   *
   * @param after only those behind this one; null begins with the first
   */
  public Future<List<ChatMember>> list(PersonName after) {
    JsonObject request = request("list");
    if (after != null) {
      request.put("after", after.value());
    }
    return ask(request)
        .map(listed -> ChatForms.all(listed.getJsonArray("members"), ChatForms::member));
  }

  /** Lets somebody into the room. */
  public Future<ChatMember> invite(PersonName whom, RoomRole role) {
    return ask(request("invite", whom).put("role", text(role))).map(ChatForms::member);
  }

  /** Changes what a member is. */
  public Future<ChatMember> setRole(PersonName whom, RoomRole role) {
    return ask(request("set_role", whom).put("role", text(role))).map(ChatForms::member);
  }

  /** Takes somebody out of the room. */
  public Future<Void> remove(PersonName whom) {
    return ask(request("remove", whom)).mapEmpty();
  }

  /** Comes to belong to the room. */
  public Future<ChatMember> join() {
    return ask(request("join")).map(ChatForms::member);
  }

  /** Belongs to the room no more. */
  public Future<Void> leave() {
    return ask(request("leave")).mapEmpty();
  }

  private Future<JsonObject> ask(JsonObject request) {
    return bus.ask(PublicAddresses.members(), request);
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

  private static String text(RoomRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
