package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.RoomEvent.PresenceChanged;
import dev.parley.bus.RoomEvent.RoomDeleted;
import dev.parley.bus.RoomEvent.TypingStarted;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery.SelectRoom;
import dev.parley.bus.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one verticle that somebody is in. A room's state is made with the first who comes
 * and dropped with the last who goes; in between it fills holes in what the bus delivers from the
 * log. A hole at the end shows only there, so the {@link HeadCheck} looks for it.
 *
 * <p>Belongs to the verticle's context. There are no more of them than connections, which {@code
 * limits.connections} bounds.
 */
final class ActiveRooms implements RoomEvent.Visitor {

  /** How long a missing event may be on its way before the log is asked, in milliseconds. */
  static final long GAP_PATIENCE_MS = 200;

  /** How often rooms are compared with the log, in milliseconds. */
  static final long HEAD_CHECK_MS = 5_000;

  private static final Logger log = LoggerFactory.getLogger(ActiveRooms.class);

  private final Map<RoomId, ActiveRoom> rooms = new HashMap<>();
  private final Vertx vertx;
  private final Bus bus;
  private final Stores stores;
  private final Nodes nodes;
  private final ShardEvents shards;
  private final ClusterPresence presence;
  private final RoomAccesses accesses;
  private final PresentRoles roles;
  private final FrameEncoder frames;
  private final RoomSettings settings;
  private final Clock clock;

  /**
   * One for all rooms: a socket may still hear from a room's last state when it is let into its
   * next one.
   */
  private long stamp;

  ActiveRooms(
      Vertx vertx,
      Bus bus,
      Stores stores,
      Nodes nodes,
      FrameEncoder frames,
      RoomSettings settings,
      Clock clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.stores = stores;
    this.nodes = nodes;
    this.shards = new ShardEvents(vertx, bus, rooms::containsKey, event -> event.accept(this));
    this.presence = new ClusterPresence(vertx, bus, nodes, rooms, this::now);
    this.accesses = new RoomAccesses(vertx, stores, rooms, this::expel);
    this.roles = new PresentRoles(vertx, stores, rooms, this::expel);
    this.frames = frames;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to compare the rooms with the log; ends with the verticle. */
  void start() {
    HeadCheck check = new HeadCheck(stores, this::ready, this::know, this::close);
    vertx.setPeriodic(
        settings.headCheck().toMillis(),
        timer -> {
          check.run();
          presence.sayHowFar();
        });
  }

  /** Who is there, at this node and at the others. */
  ClusterPresence presence() {
    return presence;
  }

  /** What decides what people may do in rooms. */
  RoomAccesses accesses() {
    return accesses;
  }

  /** What those who are in them are on the server. */
  PresentRoles roles() {
    return roles;
  }

  /**
   * Does something with the state of a room, which is made if there is none, and stays for as long;
   * fails for a room that does not exist.
   */
  <T> Future<T> enter(RoomId room, Function<RoomState, Future<T>> entry) {
    ActiveRoom active = rooms.computeIfAbsent(room, this::activate);
    active.entering++;
    return existing(active).compose(entry).onComplete(entered -> active.entering--);
  }

  /**
   * Lets a connection in.
   *
   * @param state as {@link #enter} gives it
   */
  Joined join(RoomId room, RoomState state, Actor actor, ConnectionId connection) {
    rooms.get(room).present.put(connection, actor);
    Joined joined = state.join(actor.name(), connection, now());
    presence.tellSoon(room);
    roles.cameIn(actor);
    return joined;
  }

  /** Takes a connection out. */
  void leave(RoomId room, RoomState state, PersonName person, ConnectionId connection) {
    ActiveRoom active = rooms.get(room);
    if (active != null) {
      active.present.remove(connection);
    }
    state.leave(person, connection, now());
    presence.tellSoon(room);
    dropIfEmpty(room);
  }

  /** Shows the door to everybody who may not be in a room any more, now that this is known. */
  private void expel(RoomId room, ActiveRoom active) {
    if (active.access == null) {
      return; // once it is known
    }
    Map<FailureCode, List<ConnectionId>> expelled = new EnumMap<>(FailureCode.class);
    active.present.forEach(
        (connection, actor) -> {
          Failure refusal = Gatekeeper.refusalToRead(actor, active.access);
          if (refusal != null) {
            expelled.computeIfAbsent(refusal.code(), code -> new ArrayList<>()).add(connection);
          }
        });
    expelled.forEach((code, connections) -> expel(room, active, connections, code));
  }

  private void expel(
      RoomId room, ActiveRoom active, List<ConnectionId> connections, FailureCode code) {
    log.info("expelled room={} connections={} code={}", room, connections.size(), code.code());
    active.state.expel(connections, code);
    for (ConnectionId connection : connections) {
      leave(room, active.state, active.present.get(connection).name(), connection);
    }
  }

  /**
   * The state of a room, if it has one. Whoever asks is served after everybody who asked before.
   */
  Optional<Future<RoomState>> find(RoomId room) {
    return Optional.ofNullable(rooms.get(room)).map(ActiveRooms::existing);
  }

  /** Drops a room's state if nobody is in it any more, and nobody about to be. */
  void dropIfEmpty(RoomId room) {
    rooms.computeIfPresent(
        room, (id, active) -> active.entering == 0 && active.state.isEmpty() ? null : active);
  }

  /** Hands messages to their room, if anybody is there to see them. */
  @Override
  public void messagesPosted(MessagesPosted event) {
    ActiveRoom active = rooms.get(event.room());
    if (active != null) {
      active.state.post(event.messages());
      fillGap(event.room(), active);
    }
  }

  @Override
  public void roomDeleted(RoomDeleted event) {
    close(event.room());
  }

  @Override
  public void presenceChanged(PresenceChanged event) {
    presence.hear(event);
  }

  @Override
  public void typingStarted(TypingStarted event) {
    presence.hear(event);
  }

  /** Times are as fine as they are shown, so that what is stored and what was sent are equal. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Closes a room that was deleted. */
  void close(RoomId room) {
    ActiveRoom active = rooms.remove(room);
    if (active != null) {
      active.state.close();
    }
  }

  private ActiveRoom activate(RoomId room) {
    String fanout = Addresses.fanout(room);
    ActiveRoom active =
        new ActiveRoom(
            new RoomState(
                room,
                nodes.self(),
                settings,
                frames,
                () -> ++stamp,
                event -> bus.publish(fanout, event),
                presence::announce));
    // the state takes events once they are followed, and sorts out by their seq which of them the
    // head already counts; who is here is asked for by then too
    active.ready =
        shards
            .follow(room)
            .compose(following -> presence.askAll(room, active))
            .compose(asked -> accesses.load(room, active))
            .compose(loaded -> stores.ask(new SelectRoom(room), RoomFound.class))
            .onSuccess(
                found -> {
                  active.state.open(found.head(), found.room().epoch());
                  fillGap(room, active);
                })
            .onFailure(error -> rooms.remove(room, active))
            .map(active.state);
    return active;
  }

  private static Future<RoomState> existing(ActiveRoom active) {
    return active.ready.compose(
        state ->
            state.isGone()
                ? Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND))
                : Future.succeededFuture(state));
  }

  private List<RoomId> ready() {
    return rooms.entrySet().stream()
        .filter(room -> room.getValue().ready.succeeded())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void know(Head head) {
    ActiveRoom active = rooms.get(head.room());
    if (active != null) {
      active.state.know(head.seq());
      // its event may only be late: the patience with a gap is enough for that
      fillGap(head.room(), active);
    }
  }

  private void fillGap(RoomId room, ActiveRoom active) {
    if (!active.filling && active.state.gap().isPresent()) {
      active.filling = true;
      vertx.setTimer(GAP_PATIENCE_MS, timer -> readGap(room, active));
    }
  }

  private void readGap(RoomId room, ActiveRoom active) {
    Optional<Timeline.Gap> gap = active.state.gap();
    if (gap.isEmpty() || rooms.get(room) != active) {
      active.filling = false;
      return;
    }
    log.info("gap room={} after={} up_to={}", room, gap.get().after(), gap.get().upTo());
    SelectChanges missing = new SelectChanges(room, gap.get().after(), gap.get().upTo());
    stores
        .ask(missing, ChangesRead.class)
        .onSuccess(read -> active.state.fill(gap.get(), read.messages()))
        .onFailure(error -> log.warn("gap_not_filled room={} error={}", room, error.getMessage()))
        .onComplete(
            read -> {
              active.filling = false;
              fillGap(room, active);
            });
  }
}
