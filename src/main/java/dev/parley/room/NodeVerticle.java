package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Nodes;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.RoomCommand.ListPeople;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/**
 * What the other nodes ask of this one: hands it to the verticle that has the room. One address for
 * all of it, since a clustered registration is dear.
 */
public final class NodeVerticle extends VerticleBase {

  private final Bus bus;
  private final Nodes nodes;
  private final boolean hasRooms;

  /**
   * Answers as this node.
   *
   * @param hasRooms whether it runs room verticles; without, nobody is in a room here
   */
  public NodeVerticle(Bus bus, Nodes nodes, boolean hasRooms) {
    this.bus = bus;
    this.nodes = nodes;
    this.hasRooms = hasRooms;
  }

  @Override
  public Future<?> start() {
    return bus.answerAnywhere(Addresses.node(nodes.self()), this::listPeople).completion();
  }

  private Future<PeopleListed> listPeople(ListPeople command) {
    if (!hasRooms) {
      return Future.succeededFuture(new PeopleListed(nodes.self(), 0, List.of()));
    }
    return bus.request(Addresses.roomCommands(command.room()), command, PeopleListed.class);
  }
}
