package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.NodesChanged;
import dev.parley.bus.NodeEvent.PresenceTold;
import dev.parley.bus.NodeEvent.PresenceTold.Told;
import dev.parley.bus.NodeId;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomEvent.PresenceChanged;
import dev.parley.bus.RoomEvent.TypingStarted;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the rooms of one verticle and the other nodes tell each other of who is there. Changes are
 * published; what got lost shows by what each node says now and then of how far it has told, and is
 * asked for.
 *
 * <p>Belongs to the verticle's context.
 */
final class ClusterPresence implements NodeEvent.Visitor {

  private final Vertx vertx;
  private final Bus bus;
  private final Nodes nodes;
  private final Map<RoomId, ActiveRoom> rooms;
  private final Supplier<Instant> now;
  private final PresenceExchange exchange;

  /** The shards that others were told about last. */
  private Set<Integer> toldShards = Set.of();

  /** Keeps these rooms up to date, which come and go. */
  ClusterPresence(
      Vertx vertx, Bus bus, Nodes nodes, Map<RoomId, ActiveRoom> rooms, Supplier<Instant> now) {
    this.vertx = vertx;
    this.bus = bus;
    this.nodes = nodes;
    this.rooms = rooms;
    this.now = now;
    this.exchange = new PresenceExchange(vertx, bus, nodes);
  }

  /** Tells the other nodes, if there are any. */
  void announce(RoomEvent event) {
    if (!nodes.others().isEmpty()) {
      bus.publishEverywhere(event);
    }
  }

  /** Says to the other nodes how far it has told them who is here. */
  void sayHowFar() {
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

  /** Takes what another node says of a room. */
  void hear(PresenceChanged event) {
    ActiveRoom active = rooms.get(event.room());
    // a node that is gone has nobody here any more, whatever is still on its way
    if (active != null && nodes.others().contains(event.node())) {
      if (active.state.hear(event, now.get())) {
        ask(event.node(), event.room(), active);
      }
      tellSoon(event.room());
    }
  }

  /** Takes what another node says of a room. */
  void hear(TypingStarted event) {
    ActiveRoom active = rooms.get(event.room());
    if (active != null && !event.node().equals(nodes.self())) {
      active.state.hear(event, now.get());
    }
  }

  @Override
  public void nodesChanged(NodesChanged event) {
    Set<NodeId> others = Set.copyOf(event.others());
    rooms.forEach(
        (room, active) -> {
          active.state.keep(others, now.get());
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

  /** Asks all other nodes who of theirs is in a room; done when they have answered. */
  Future<Void> askAll(RoomId room, ActiveRoom active) {
    return exchange.askAll(room, listed -> hear(room, active, listed));
  }

  private void ask(NodeId node, RoomId room, ActiveRoom active) {
    exchange.ask(node, room, listed -> hear(room, active, listed));
  }

  private void hear(RoomId room, ActiveRoom active, PeopleListed listed) {
    // one that has gone meanwhile has nobody here any more
    if (rooms.get(room) == active && nodes.others().contains(listed.node())) {
      active.state.hear(listed, now.get());
      tellSoon(room);
    }
  }

  /**
   * Who is in a room at this node. Answered at once: a room that is being made waits for the other
   * nodes' answers, and they must not wait for it.
   */
  PeopleListed people(RoomId room) {
    ActiveRoom active = rooms.get(room);
    return active == null ? new PeopleListed(nodes.self(), 0, List.of()) : active.state.people();
  }

  /** Who is in a room in which nobody of this node is. */
  Future<List<PersonName>> everywhereElse(RoomId room) {
    return exchange.everywhereElse(room);
  }

  /** Sees to it that what a crowd has not been told yet, it is told in time. */
  void tellSoon(RoomId room) {
    ActiveRoom active = rooms.get(room);
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

  private void tell(ActiveRoom active) {
    active.gathering = false;
    active.state.tellNews(now.get());
  }
}
