package dev.parley.client;

import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** A room that a {@link ChatClient} follows. Safe for any thread. */
public final class Following {

  private final PublicBus bus;
  private final RoomId room;
  private final ChatListener listener;
  private final String follower = UUID.randomUUID().toString();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private MessageConsumer<JsonObject> events;

  /** What comes before the answer is not news to somebody who reads the log up to the head. */
  private volatile boolean live;

  private volatile Seq head = Seq.START;
  private volatile List<PersonName> online = List.of();

  Following(PublicBus bus, RoomId room, ChatListener listener) {
    this.bus = bus;
    this.room = room;
    this.listener = listener;
  }

  /** Ends with the verticle that began it, at the latest. */
  Future<Void> start(ContextInternal context, PersonName person) {
    context.addCloseHook(closed -> close().onComplete(closed::complete));
    events = bus.hear(PublicAddresses.events(room), this::hear);
    return events
        .completion()
        .compose(
            listening ->
                bus.ask(PublicAddresses.follow(), request().put("username", person.value())))
        .onSuccess(this::begin)
        .onFailure(error -> close()) // it may be in the room all the same
        .mapEmpty();
  }

  private void begin(JsonObject answer) {
    head = new Seq(answer.getLong("head"));
    online = ChatForms.people(answer.getJsonArray("online_users"));
    live = true;
  }

  private void hear(JsonObject event) {
    boolean ofOther =
        event.containsKey("follower") && !follower.equals(event.getString("follower"));
    if (live && !ofOther) {
      ChatForms.hear(event, listener);
    }
  }

  private JsonObject request() {
    return new JsonObject().put("room_id", room.toString()).put("follower", follower);
  }

  /** The room. */
  public RoomId room() {
    return room;
  }

  /** The last change of the room's log before the first that the listener hears of. */
  public Seq head() {
    return head;
  }

  /** Who was in the room when it began. */
  public List<PersonName> online() {
    return online;
  }

  /** Follows no more; done when the person has left the room. */
  public Future<Void> close() {
    if (isClosed.getAndSet(true)) {
      return Future.succeededFuture();
    }
    live = false;
    return events
        .unregister()
        .eventually(() -> bus.ask(PublicAddresses.unfollow(), request()))
        .mapEmpty();
  }
}
