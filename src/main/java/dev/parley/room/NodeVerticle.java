package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Nodes;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.RoomCommand.ListPeople;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * What the other nodes ask of this one: hands it to the verticle that has the room. One address for
 * all of it, since a clustered registration is dear.
 */
public final class NodeVerticle extends VerticleBase {

  private final Bus bus;
  private final Nodes nodes;

  /** Answers as this node. */
  public NodeVerticle(Bus bus, Nodes nodes) {
    this.bus = bus;
    this.nodes = nodes;
  }

  @Override
  public Future<?> start() {
    return bus.answerAnywhere(Addresses.node(nodes.self()), this::listPeople).completion();
  }

  private Future<PeopleListed> listPeople(ListPeople command) {
    return bus.request(Addresses.roomCommands(command.room()), command, PeopleListed.class);
  }
}
