package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.http.Caller;
import dev.parley.http.Resident;
import dev.parley.rights.Action;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * One client of a bridge: who it is, and which rooms it follows.
 *
 * <p>Belongs to the bridge's event loop.
 */
final class BridgeSession implements Resident {

  /** The way to the client. */
  interface Line {
    void write(JsonObject frame);

    /** Writes what is on its way, and ends the connection. */
    void hangUp();
  }

  /** The most frames that wait until it is known who it is. */
  static final int MAX_WAITING = 64;

  /** A room on its way to be followed, or followed already. */
  private static final class Following {
    final ConnectionId follower;
    boolean live;

    Following(ConnectionId follower) {
      this.follower = follower;
    }
  }

  private final ConnectionId id;
  private final MultiMap headers;
  private final InetAddress address;
  private final Line line;
  private final Map<RoomId, Following> rooms = new HashMap<>();
  private Caller caller;
  private Future<Void> signingIn = Future.succeededFuture();
  private int waiting;
  private boolean ended;

  /**
   * Somebody who hasn't said yet who it is.
   *
   * @param headers of the request that it came with
   * @param address where it comes from
   */
  BridgeSession(ConnectionId id, MultiMap headers, InetAddress address, Line line) {
    this.id = id;
    this.headers = headers;
    this.address = address;
    this.line = line;
  }

  @Override
  public ConnectionId id() {
    return id;
  }

  MultiMap headers() {
    return headers;
  }

  InetAddress address() {
    return address;
  }

  /** Writes to the client. */
  void write(JsonObject frame) {
    line.write(frame);
  }

  /** It is this person, from now on and for good. */
  void signIn(Caller signedIn) {
    if (caller != null && !caller.actor().isSame(signedIn.actor())) {
      throw new Failure(FailureCode.FORBIDDEN, "You are signed in as somebody else already.");
    }
    caller = signedIn;
  }

  boolean isSignedIn() {
    return caller != null;
  }

  /** Who it is; fails with {@code not_signed_in} before it has said. */
  @Override
  public Caller caller() {
    if (caller == null) {
      throw new Failure(FailureCode.NOT_SIGNED_IN, "Send who you are to chat.session first.");
    }
    return caller;
  }

  @Override
  public Action entrance() {
    return BridgeGate.ENTRANCE;
  }

  @Override
  public void know(Caller now) {
    caller = now;
  }

  @Override
  public void dismiss(Failure why) {
    line.write(BridgeFrames.refusal(null, why));
    line.hangUp();
  }

  Actor actor() {
    return caller().actor();
  }

  PersonName person() {
    return actor().name();
  }

  /** From now on it is being found out who it is. */
  void begin(Future<Void> asked) {
    signingIn = asked;
  }

  /** Complete when it isn't being found out who it is. */
  Future<Void> signingIn() {
    return signingIn;
  }

  /** Whether one more frame may wait for that. */
  boolean mayWait() {
    return ++waiting <= MAX_WAITING;
  }

  /** One frame has waited, or should have. */
  Future<Void> waited() {
    waiting = 0;
    return Future.succeededFuture();
  }

  /** The connection is gone. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  int followed() {
    return rooms.size();
  }

  /** As whom it wants to follow a room; null if it doesn't. */
  ConnectionId follower(RoomId room) {
    Following following = rooms.get(room);
    return following == null ? null : following.follower;
  }

  /** Wants to follow a room; what happens there is shown once it is {@link #live}. */
  void follow(RoomId room, ConnectionId follower) {
    rooms.put(room, new Following(follower));
  }

  /** Everything that comes of the room from now on is new to the client. */
  void live(RoomId room, ConnectionId follower) {
    Following following = rooms.get(room);
    if (following != null && following.follower.equals(follower)) {
      following.live = true;
    }
  }

  /** Whether what happens in the room is to be shown. */
  boolean isLive(RoomId room) {
    Following following = rooms.get(room);
    return following != null && following.live;
  }

  /** Follows it no more; gives as whom it did, or null. */
  ConnectionId unfollow(RoomId room) {
    Following following = rooms.remove(room);
    return following == null ? null : following.follower;
  }

  /** Follows it no more as this one, if it did. */
  void unfollow(RoomId room, ConnectionId follower) {
    if (follower.equals(follower(room))) {
      rooms.remove(room);
    }
  }

  /** The rooms that it follows now. */
  RoomId[] rooms() {
    return rooms.keySet().toArray(new RoomId[0]);
  }
}
