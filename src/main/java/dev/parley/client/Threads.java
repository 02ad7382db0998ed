package dev.parley.client;

import dev.parley.bus.FollowedThread;
import dev.parley.bus.MessageId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.ThreadCursor;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The threads that the account for which a {@link ChatClient} speaks follows. A message that is a
 * reply stands for the thread it is in. Safe for any thread.
 */
public final class Threads {

  private final PublicBus bus;
  private final PersonName person;

  Threads(PublicBus bus, PersonName person) {
    this.bus = bus;
    this.person = person;
  }

  /**
   * A page of those that it follows, newest reply first.
   *
   * @param before only those behind this one; null begins with the first
   */
  public Future<List<FollowedThread>> list(ThreadCursor before) {
    JsonObject request = request("list");
    if (before != null) {
      request.put("before", before.text());
    }
    return ask(request)
        .map(listed -> ChatForms.all(listed.getJsonArray("threads"), ChatForms::thread));
  }

  /** Follows a thread from now on. */
  public Future<FollowedThread> follow(RoomId room, MessageId message) {
    return ask(request("follow", room, message)).map(ChatForms::thread);
  }

  /** Follows a thread no more. */
  public Future<FollowedThread> unfollow(RoomId room, MessageId message) {
    return ask(request("unfollow", room, message)).map(ChatForms::thread);
  }

  /** Has read a thread up to there. */
  public Future<FollowedThread> read(RoomId room, MessageId message, Seq seq) {
    return ask(request("read", room, message).put("seq", seq.value())).map(ChatForms::thread);
  }

  private Future<JsonObject> ask(JsonObject request) {
    return bus.ask(PublicAddresses.threads(), request);
  }

  private JsonObject request(String action) {
    return new JsonObject().put("action", action).put("username", person.value());
  }

  private JsonObject request(String action, RoomId room, MessageId message) {
    return request(action).put("room_id", room.toString()).put("message_id", message.toString());
  }
}
