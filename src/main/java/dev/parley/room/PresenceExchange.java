package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.NodeId;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.RoomCommand.ListPeople;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other nodes who of theirs is in a room. Nobody waits for a node that says nothing for longer
 * than {@link #PATIENCE_MS}: it may just have died.
 */
final class PresenceExchange {

  /** How long an answer may take before those who wait go on without it, in milliseconds. */
  static final long PATIENCE_MS = 1000;

  private static final Logger log = LoggerFactory.getLogger(PresenceExchange.class);

  private final Vertx vertx;
  private final Bus bus;
  private final Nodes nodes;

  PresenceExchange(Vertx vertx, Bus bus, Nodes nodes) {
    this.vertx = vertx;
    this.bus = bus;
    this.nodes = nodes;
  }

  /** Asks every other node; done when all have answered, or had the time to. */
  Future<Void> askAll(RoomId room, Consumer<PeopleListed> heard) {
    List<Future<Void>> asked = nodes.others().stream().map(node -> ask(node, room, heard)).toList();
    return asked.isEmpty() ? Future.succeededFuture() : Future.join(asked).mapEmpty();
  }

  /** Asks one node; an answer that comes late is heard all the same. */
  Future<Void> ask(NodeId node, RoomId room, Consumer<PeopleListed> heard) {
    Future<Void> answered =
        bus.requestAnywhere(Addresses.node(node), new ListPeople(room), PeopleListed.class)
            .onSuccess(heard::accept)
            .onFailure(
                error ->
                    log.info("presence_unknown node={} room={} {}", node, room, error.getMessage()))
            .transform(ended -> Future.succeededFuture());
    return Future.any(answered, vertx.timer(PATIENCE_MS, TimeUnit.MILLISECONDS)).mapEmpty();
  }

  /** Who is in a room at the other nodes, where nobody of this one is. */
  Future<List<PersonName>> everywhereElse(RoomId room) {
    Set<PersonName> people = new LinkedHashSet<>();
    return askAll(room, listed -> people.addAll(listed.people())).map(asked -> List.copyOf(people));
  }
}
