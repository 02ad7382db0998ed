package dev.parley.client;

import dev.parley.bus.Failure;
import dev.parley.bus.HistoryPage;
import dev.parley.bus.Message;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.Room;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Parley for a service of the same process, over the public bus: rooms, messages, and what happens
 * in rooms. It speaks as one person, in whose name it does everything; where there is an account of
 * that name, as that account, which may belong to private rooms and keep order.
 *
 * <p>Safe for any thread; listeners run on the context that they were given on. Every request takes
 * five seconds at most, and what goes wrong is a {@link Failure}.
 */
public final class ChatClient {

  /** How often a post is sent that may not have arrived; more would only add to the trouble. */
  private static final int POST_TRIES = 5;

  private static final long FIRST_PAUSE_MS = 100;

  private final Vertx vertx;
  private final PublicBus bus;
  private final PersonName person;

  /**
   * On the Vert.x instance that Parley runs on.
   *
   * @param username as whom it speaks
   */
  public ChatClient(Vertx vertx, String username) {
    this.vertx = vertx;
    this.bus = new PublicBus(vertx.eventBus());
    this.person = PersonName.parse(username);
  }

  /** As whom it speaks. */
  public PersonName person() {
    return person;
  }

  /** The newest rooms, at most {@link DirectoryQuery#MAX_LIMIT}. */
  public Future<List<Room>> rooms() {
    return bus.ask(PublicAddresses.rooms(), request("list"))
        .map(listed -> ChatForms.all(listed.getJsonArray("rooms"), ChatForms::room));
  }

  /** Makes a room. */
  public Future<Room> createRoom(String name) {
    return bus.ask(PublicAddresses.rooms(), request("create").put("name", name))
        .map(ChatForms::room);
  }

  private JsonObject request(String action) {
    return new JsonObject().put("action", action).put("username", person.value());
  }

  /**
   * A page of people with accounts, in the order of their names.
   *
   * @param containing what their names have in them; null for all
   * @param after only those behind this one; null begins with the first
   */
  public Future<List<ChatPerson>> people(String containing, PersonName after) {
    JsonObject request = request("list");
    if (containing != null) {
      request.put("query", containing);
    }
    if (after != null) {
      request.put("after", after.value());
    }
    return bus.ask(PublicAddresses.people(), request)
        .map(listed -> ChatForms.all(listed.getJsonArray("people"), ChatForms::person));
  }

  /** Somebody with an account; fails with {@code person_not_found}. */
  public Future<ChatPerson> person(PersonName whom) {
    return bus.ask(PublicAddresses.people(), request("get").put("whom", whom.value()))
        .map(ChatForms::person);
  }

  /** Who belongs to a room. */
  public Members members(RoomId room) {
    return new Members(bus, person, room);
  }

  /** Keeping order in a room. */
  public Moderation moderation(RoomId room) {
    return new Moderation(bus, person, room);
  }

  /**
   * A page of those who have read up to a message, in the order of their names.
   *
   * @param after only those behind this one; null begins with the first
   */
  public Future<List<PersonName>> readers(RoomId room, MessageId message, PersonName after) {
    JsonObject request =
        request("receipts").put("room_id", room.toString()).put("message_id", message.toString());
    if (after != null) {
      request.put("after", after.value());
    }
    return bus.ask(PublicAddresses.messages(), request)
        .map(
            listed ->
                ChatForms.all(
                    listed.getJsonArray("people"),
                    person -> new PersonName(person.getString("username"))));
  }

  /** The threads that the account follows. */
  public Threads threads() {
    return new Threads(bus, person);
  }

  /** What the account has begun to write. */
  public Drafts drafts() {
    return new Drafts(bus, person);
  }

  /** Reads a page of a room's messages. */
  public Future<List<Message>> history(RoomId room, HistoryPage page) {
    JsonObject request =
        new JsonObject()
            .put("username", person.value())
            .put("room_id", room.toString())
            .put("limit", page.limit());
    if (page.kind() != HistoryPage.Kind.NEWEST) {
      request.put(page.kind().name().toLowerCase(Locale.ROOT), page.anchor().value());
    }
    return bus.ask(PublicAddresses.history(), request)
        .map(read -> ChatForms.all(read.getJsonArray("messages"), ChatForms::message));
  }

  /**
   * Posts a message, and sends it again for a while if it isn't known whether it arrived: it is
   * stored once.
   *
   * @return its place in the room's log, after the commit
   */
  public Future<Ack> post(RoomId room, String content) {
    return post(room, content, new Nonce(UUID.randomUUID().toString()));
  }

  /** The same under a nonce of the caller's, which makes it harmless to post again at any time. */
  public Future<Ack> post(RoomId room, String content, Nonce nonce) {
    JsonObject message =
        new JsonObject()
            .put("username", person.value())
            .put("content", content)
            .put("nonce", nonce.value());
    return post(PublicAddresses.post(room), message, 1).map(ChatForms::ack);
  }

  private Future<JsonObject> post(String address, JsonObject message, int tries) {
    return bus.ask(address, message)
        .recover(
            error ->
                tries < POST_TRIES && error instanceof Failure failure && failure.retryable()
                    ? vertx
                        .timer(FIRST_PAUSE_MS << tries, TimeUnit.MILLISECONDS)
                        .compose(pause -> post(address, message, tries + 1))
                    : Future.failedFuture(error));
  }

  /**
   * Follows a room: its listener hears, in order and without a hole, everything behind {@link
   * Following#head()}, until it is {@link Following#close() closed} or the room is gone. The person
   * is in the room for as long.
   */
  public Future<Following> follow(RoomId room, ChatListener listener) {
    Following following = new Following(bus, room, listener);
    return following.start((ContextInternal) vertx.getOrCreateContext(), person).map(following);
  }
}
