package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.NodesChanged;
import dev.parley.bus.NodeEvent.PresenceTold;
import dev.parley.bus.NodeEvent.PresenceTold.Told;
import dev.parley.bus.NodeId;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.PeopleListed;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
final class ActiveRooms implements RoomEvent.Visitor, NodeEvent.Visitor {

  /** How long a missing event may be on its way before the log is asked, in milliseconds. */
  static final long GAP_PATIENCE_MS = 200;

  /** How often rooms are compared with the log, in milliseconds. */
  static final long HEAD_CHECK_MS = 5_000;

  private static final Logger log = LoggerFactory.getLogger(ActiveRooms.class);

  /** A room's state, and when it is ready for use. */
  private static final class Active {
    final RoomState state;
    Future<RoomState> ready;
    int entering;
    boolean filling;
    boolean gathering;

    Active(RoomState state) {
      this.state = state;
    }
  }

  private final Map<RoomId, Active> rooms = new HashMap<>();
  private final Vertx vertx;
  private final Bus bus;
  private final Stores stores;
  private final Nodes nodes;
  private final ShardEvents shards;
  private final PresenceExchange exchange;
  private final FrameEncoder frames;
  private final RoomSettings settings;
  private final Clock clock;

  /**
   * One for all rooms: a socket may still hear from a room's last state when it is let into its
   * next one.
   */
  private long stamp;

  /** The shards that others were told about last. */
  private Set<Integer> toldShards = Set.of();

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
    this.exchange = new PresenceExchange(vertx, bus, nodes);
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
          tellPresence();
        });
  }

  /** Says to the other nodes how far it has told them who is here. */
  private void tellPresence() {
    if (nodes.others().isEmpty()) {
      return;
    }
    Map<Integer, List<Told>> shards = new HashMap<>();
    rooms.forEach(
        (room, active) -> {
          List<Told> told =
              shards.computeIfAbsent(Addresses.shardOf(room), shard -> new ArrayList<>());
          PeopleListed here = active.state.people();
          if (!here.people().isEmpty()) {
            told.add(new Told(room, here.version()));
          }
        });
    toldShards.forEach(shard -> shards.putIfAbsent(shard, List.of()));
    toldShards = Set.copyOf(shards.keySet());
    shards.forEach(
        (shard, told) ->
            bus.publishEverywhere(Addresses.nodes(), new PresenceTold(nodes.self(), shard, told)));
  }

  /** The state of a room, made if there is none; fails for a room that does not exist. */
  Future<RoomState> enter(RoomId room) {
    Active active = rooms.computeIfAbsent(room, this::activate);
    active.entering++;
    return existing(active).onComplete(entered -> active.entering--);
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
    Active active = rooms.get(event.room());
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
    Active active = rooms.get(event.room());
    if (active != null && !event.node().equals(nodes.self())) {
      if (active.state.hear(event, now())) {
        ask(event.node(), event.room(), active);
      }
      tellSoon(event.room());
    }
  }

  @Override
  public void typingStarted(TypingStarted event) {
    Active active = rooms.get(event.room());
    if (active != null && !event.node().equals(nodes.self())) {
      active.state.hear(event, now());
    }
  }

  @Override
  public void nodesChanged(NodesChanged event) {
    Set<NodeId> others = Set.copyOf(event.others());
    rooms.forEach(
        (room, active) -> {
          active.state.keep(others, now());
          tellSoon(room);
        });
  }

  @Override
  public void presenceTold(PresenceTold event) {
    if (!nodes.others().contains(event.node())) {
      return;
    }
    Map<RoomId, Long> told =
        event.rooms().stream().collect(Collectors.toMap(Told::room, Told::version));
    rooms.forEach(
        (room, active) -> {
          if (Addresses.shardOf(room) == event.shard()
              && !active.state.agrees(event.node(), told.getOrDefault(room, 0L))) {
            ask(event.node(), room, active);
          }
        });
  }

  private void ask(NodeId node, RoomId room, Active active) {
    exchange.ask(node, room, listed -> hear(room, active, listed));
  }

  private void hear(RoomId room, Active active, PeopleListed listed) {
    // one that has gone meanwhile has nobody here any more
    if (rooms.get(room) == active && nodes.others().contains(listed.node())) {
      active.state.hear(listed, now());
      tellSoon(room);
    }
  }

  /**
   * Who is in a room at this node. Answered at once: a room that is being made waits for the other
   * nodes' answers, and they must not wait for it.
   */
  PeopleListed people(RoomId room) {
    Active active = rooms.get(room);
    return active == null ? new PeopleListed(nodes.self(), 0, List.of()) : active.state.people();
  }

  /** Who is in a room in which nobody of this node is. */
  Future<List<PersonName>> everywhereElse(RoomId room) {
    return exchange.everywhereElse(room);
  }

  /** Sees to it that what a crowd has not been told yet, it is told in time. */
  void tellSoon(RoomId room) {
    Active active = rooms.get(room);
    if (active == null || active.gathering) {
      return;
    }
    active
        .state
        .newsDueIn()
        .ifPresent(
            delay -> {
              active.gathering = true;
              vertx.setTimer(delay.toMillis(), timer -> tell(active));
            });
  }

  private void tell(Active active) {
    active.gathering = false;
    active.state.tellNews(now());
  }

  /** Times are as fine as they are shown, so that what is stored and what was sent are equal. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Closes a room that was deleted. */
  void close(RoomId room) {
    Active active = rooms.remove(room);
    if (active != null) {
      active.state.close();
    }
  }

  private Active activate(RoomId room) {
    String fanout = Addresses.fanout(room);
    Active active =
        new Active(
            new RoomState(
                room,
                nodes.self(),
                settings,
                frames,
                () -> ++stamp,
                event -> bus.publish(fanout, event),
                this::announce));
    // the state takes events once they are followed, and sorts out by their seq which of them the
    // head already counts; who is here is asked for by then too
    active.ready =
        shards
            .follow(room)
            .compose(following -> exchange.askAll(room, listed -> hear(room, active, listed)))
            .compose(asked -> stores.ask(new SelectRoom(room), RoomFound.class))
            .onSuccess(
                found -> {
                  active.state.open(found.head(), found.room().epoch());
                  fillGap(room, active);
                })
            .onFailure(error -> rooms.remove(room, active))
            .map(active.state);
    return active;
  }

  private void announce(RoomEvent event) {
    if (!nodes.others().isEmpty()) {
      bus.publishEverywhere(event);
    }
  }

  private static Future<RoomState> existing(Active active) {
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
    Active active = rooms.get(head.room());
    if (active != null) {
      active.state.know(head.seq());
      // its event may only be late: the patience with a gap is enough for that
      fillGap(head.room(), active);
    }
  }

  private void fillGap(RoomId room, Active active) {
    if (!active.filling && active.state.gap().isPresent()) {
      active.filling = true;
      vertx.setTimer(GAP_PATIENCE_MS, timer -> readGap(room, active));
    }
  }

  private void readGap(RoomId room, Active active) {
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
