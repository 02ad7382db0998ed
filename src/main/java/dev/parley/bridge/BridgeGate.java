package dev.parley.bridge;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Ids;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import dev.parley.http.Entrance;
import dev.parley.http.Identity;
import dev.parley.http.Residents;
import dev.parley.http.SignIn;
import dev.parley.rights.Action;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients of the bridges may do. Everything else is denied: they reach the public addresses
 * only, speak as who they are, and hear the rooms that they may enter.
 *
 * <p>Belongs to the bridge's event loop.
 */
final class BridgeGate {

  private static final Logger log = LoggerFactory.getLogger(BridgeGate.class);

  /** What it takes a right to, to come in. */
  static final Action ENTRANCE = behind(PublicAddresses.session());

  private static final Set<String> REQUESTS =
      Set.of(
          PublicAddresses.rooms(),
          PublicAddresses.history(),
          PublicAddresses.people(),
          PublicAddresses.members(),
          PublicAddresses.messages(),
          PublicAddresses.moderation());

  /** What of these shows in the log of a room, or in the queue of reports. */
  private static final Map<String, Set<String>> WRITING =
      Map.of(
          PublicAddresses.members(),
          Set.of("invite", "set_role", "remove", "join", "leave"),
          PublicAddresses.messages(),
          Set.of("edit", "react", "unreact", "pin", "unpin"),
          PublicAddresses.moderation(),
          Set.of("ban", "report"));

  private static final Action POST = behind("chat.room.<room_id>.post");
  private static final Action EVENTS = behind("chat.room.<room_id>.events");

  private static final String AUTHORIZATION = HttpHeaders.AUTHORIZATION.toString();

  private final PublicBus publicBus;
  private final Ids ids;
  private final Identity identity;
  private final Residents residents;
  private final BridgeRates rates;

  BridgeGate(
      PublicBus publicBus, Ids ids, Identity identity, Residents residents, BridgeRates rates) {
    this.publicBus = publicBus;
    this.ids = ids;
    this.identity = identity;
    this.residents = residents;
    this.rates = rates;
  }

  private static Action behind(String address) {
    return Rights.TABLE.behind(Door.BUS, address).orElseThrow();
  }

  /**
   * Lets a message through to its address, changed so that it says who sends it; or fails with a
   * {@link Failure}.
   */
  Future<Void> admit(BridgeSession session, JsonObject message) {
    return settled(session).compose(settled -> admitNow(session, message));
  }

  /**
   * Done when it is no longer being found out who the client is: what it sends meanwhile waits.
   *
   * @return fails with {@code overloaded} if too much waits already
   */
  Future<Void> settled(BridgeSession session) {
    Future<Void> signingIn = session.signingIn();
    if (signingIn.isComplete()) {
      return Future.succeededFuture();
    }
    return session.mayWait()
        ? signingIn.transform(known -> session.waited())
        : Future.failedFuture(new Failure(FailureCode.OVERLOADED));
  }

  private Future<Void> admitNow(BridgeSession session, JsonObject message) {
    try {
      String address = message.getString("address");
      JsonObject headers = headers(message);
      message.put("headers", version(headers));
      if (session.isSignedIn() && PublicAddresses.isPost(address)) {
        Entrance.require(session.caller(), POST);
        speakAs(session.caller(), message);
        rates.requirePost(session.person());
        return Future.succeededFuture();
      }
      count(session);
      if (address.equals(PublicAddresses.session())) {
        return signIn(session, message, headers);
      }
      session.person();
      if (!REQUESTS.contains(address)) {
        throw denied(address);
      }
      Entrance.require(session.caller(), behind(address));
      speakAs(session.caller(), message);
      String action = String.valueOf(body(message).getValue("action"));
      if (WRITING.getOrDefault(address, Set.of()).contains(action)) {
        rates.requireChange(session.caller().actor());
      }
      return Future.succeededFuture();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static JsonObject headers(JsonObject message) {
    return message.getValue("headers") instanceof JsonObject headers ? headers : new JsonObject();
  }

  /** Of a client's headers nothing else goes on: some are orders to the bus. */
  private static JsonObject version(JsonObject headers) {
    Object version = headers.getValue(PublicAddresses.VERSION_HEADER);
    return version == null
        ? new JsonObject()
        : new JsonObject().put(PublicAddresses.VERSION_HEADER, version.toString());
  }

  private Future<Void> signIn(BridgeSession session, JsonObject message, JsonObject headers) {
    String claimed = new Fields(body(message)).textIfAny("username").orElse(null);
    long changesBefore = residents.changes();
    SignIn.Credentials credentials =
        new SignIn.Credentials(credentials(session, headers), session.address());
    Future<Void> signedIn =
        identity
            .find(credentials, claimed, ENTRANCE)
            .map(
                caller -> {
                  boolean comes = !session.isSignedIn();
                  session.signIn(caller);
                  if (comes && !session.hasEnded()) {
                    residents.add(session, changesBefore);
                  }
                  message.put(
                      "body", new JsonObject().put("username", caller.actor().name().value()));
                  return null;
                });
    // with the session known: what waits goes on before anything that is added to it later
    session.begin(signedIn);
    return signedIn;
  }

  /**
   * Pages can't give their sockets an {@code Authorization}, so it may stand in the message; what
   * else does could only pose as something that a proxy has written.
   */
  private static MultiMap credentials(BridgeSession session, JsonObject headers) {
    MultiMap credentials = MultiMap.caseInsensitiveMultiMap().addAll(session.headers());
    headers.stream()
        .filter(header -> AUTHORIZATION.equalsIgnoreCase(header.getKey()))
        .filter(header -> header.getValue() instanceof String)
        .findFirst()
        .ifPresent(header -> credentials.set(AUTHORIZATION, (String) header.getValue()));
    return credentials;
  }

  private static void speakAs(Caller caller, JsonObject message) {
    JsonObject body = body(message);
    PersonName person = caller.actor().name();
    String claimed = new Fields(body).textIfAny("username").orElse(person.value());
    if (!PersonName.parse(claimed).key().equals(person.key())) {
      throw new Failure(FailureCode.FORBIDDEN, "You may not act as somebody else.");
    }
    body.put("username", person.value());
    ChatActors.write(body, caller);
  }

  private static JsonObject body(JsonObject message) {
    if (message.getValue("body") instanceof JsonObject body) {
      return body;
    }
    throw new Failure(FailureCode.INVALID_BODY, "The body must be a JSON object.");
  }

  private static Failure denied(String address) {
    log.debug("bridge_denied address={}", address);
    return new Failure(FailureCode.FORBIDDEN, "This address isn't open to you.");
  }

  /** Notes what the client does besides sending; fails if it is too much. */
  void count(BridgeSession session) {
    rates.requireFrame(session.id());
  }

  /** The client wants to listen at an address; fails if it may not. */
  Future<Void> listen(BridgeSession session, String address) {
    count(session);
    return settled(session)
        .map(
            settled -> {
              listenNow(session, address);
              return null;
            });
  }

  private void listenNow(BridgeSession session, String address) {
    session.person();
    if (!PublicAddresses.isEvents(address)) {
      throw denied(address);
    }
    RoomId room = PublicAddresses.room(address);
    if (!address.equals(PublicAddresses.events(room))) {
      throw new Failure(FailureCode.ROOM_NOT_FOUND); // in other letters, where nothing is told
    }
    Entrance.require(session.caller(), EVENTS);
    if (session.follower(room) != null) {
      throw new Failure(FailureCode.INVALID_PARAMETER, "You listen there already.");
    }
    rates.requireSubscription(session.followed());
    session.follow(room, ids.connection());
  }

  /**
   * Lets the client into the room whose events it listens to; what happens there is to be shown
   * from the time when this is done.
   *
   * @return the first event for the client; never, if it has stopped listening meanwhile
   */
  Future<JsonObject> follow(BridgeSession session, String address) {
    RoomId room = PublicAddresses.room(address);
    ConnectionId follower = session.follower(room);
    if (follower == null) {
      return Promise.<JsonObject>promise().future();
    }
    return publicBus
        .ask(
            PublicAddresses.follow(),
            ChatActors.write(
                request(room, follower).put("username", session.person().value()),
                session.caller()))
        .map(
            following -> {
              session.live(room, follower);
              return new JsonObject().put("type", "subscribed").mergeIn(following);
            })
        .onFailure(
            error -> {
              session.unfollow(room, follower);
              leave(room, follower); // it may be in all the same
            });
  }

  /** The client doesn't listen any more. */
  void unfollow(BridgeSession session, String address) {
    if (PublicAddresses.isEvents(address)) {
      RoomId room = PublicAddresses.room(address);
      ConnectionId follower = session.unfollow(room);
      if (follower != null) {
        leave(room, follower);
      }
    }
  }

  /** The client is gone. */
  void end(BridgeSession session) {
    session.end();
    residents.remove(session);
    for (RoomId room : session.rooms()) {
      leave(room, session.unfollow(room));
    }
  }

  private void leave(RoomId room, ConnectionId follower) {
    publicBus
        .ask(PublicAddresses.unfollow(), request(room, follower))
        .onFailure(error -> log.debug("unfollow_failed room={}", room, error));
  }

  private static JsonObject request(RoomId room, ConnectionId follower) {
    return new JsonObject().put("room_id", room.toString()).put("follower", follower.toString());
  }

  /**
   * Whether an event is to be shown; after that of a room's end, or of the client's there, it no
   * longer follows.
   */
  boolean isShown(BridgeSession session, String address, Object event) {
    RoomId room = PublicAddresses.room(address);
    boolean shown = session.isLive(room);
    if (event instanceof JsonObject json && "unsubscribed".equals(json.getString("type"))) {
      String whom = json.getString("follower");
      if (whom != null && !whom.equals(String.valueOf(session.follower(room)))) {
        return false;
      }
      session.unfollow(room);
    }
    return shown;
  }
}
