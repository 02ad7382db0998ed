package dev.parley.client;

import dev.parley.bus.Draft;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What the account for which a {@link ChatClient} speaks has begun to write, on whichever device.
 * Safe for any thread.
 */
public final class Drafts {

  private final PublicBus bus;
  private final PersonName person;

  Drafts(PublicBus bus, PersonName person) {
    this.bus = bus;
    this.person = person;
  }

  /** All of them in rooms that it may read, those last written first. */
  public Future<List<Draft>> list() {
    return ask(request("list"))
        .map(listed -> ChatForms.all(listed.getJsonArray("drafts"), ChatForms::draft));
  }

  /**
   * Keeps one, unless a later one of the same place is kept; gives the one that is.
   *
   * @param draft its version doesn't count; without a time it is written now
   */
  public Future<Draft> keep(Draft draft) {
    JsonObject request = request("keep", draft.room(), draft.thread(), draft.at());
    if (draft.quote() != null) {
      request.put("quote", draft.quote().toString());
    }
    return ask(request.put("content", draft.content())).map(ChatForms::draft);
  }

  /**
   * Keeps the one of a place no more.
   *
   * @param thread the message that began it; null for the room itself
   */
  public Future<Void> drop(RoomId room, MessageId thread) {
    return ask(request("drop", room, thread, null)).mapEmpty();
  }

  private Future<JsonObject> ask(JsonObject request) {
    return bus.ask(PublicAddresses.drafts(), request);
  }

  private JsonObject request(String action) {
    return new JsonObject().put("action", action).put("username", person.value());
  }

  private JsonObject request(String action, RoomId room, MessageId thread, Instant at) {
    JsonObject request = request(action).put("room_id", room.toString());
    if (thread != null) {
      request.put("thread", thread.toString());
    }
    return at == null ? request : request.put("at", at.toString());
  }
}
