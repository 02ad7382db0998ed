package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Ids;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.Nodes;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.Stores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Owns the rooms of some shards: carries out their commands in the order of arrival, and follows
 * their events. A room's shard never changes its verticle while the server runs.
 */
public final class RoomVerticle extends VerticleBase {

  private final Bus bus;
  private final Stores stores;
  private final Nodes nodes;
  private final FrameEncoder frames;
  private final Ids ids;
  private final Clock clock;
  private final RoomSettings settings;
  private final Set<Integer> shards;
  private ActiveRooms rooms;

  /**
   * Takes what it needs.
   *
   * @param stores of its own: what it asks there keeps its order
   * @param shards the shards it owns on this node
   */
  public RoomVerticle(
      Bus bus,
      Stores stores,
      Nodes nodes,
      FrameEncoder frames,
      Ids ids,
      Clock clock,
      RoomSettings settings,
      Set<Integer> shards) {
    this.bus = bus;
    this.stores = stores;
    this.nodes = nodes;
    this.frames = frames;
    this.ids = ids;
    this.clock = clock;
    this.settings = settings;
    this.shards = Set.copyOf(shards);
  }

  @Override
  public Future<?> start() {
    rooms = new ActiveRooms(vertx, bus, stores, nodes, frames, settings, clock);
    rooms.start();
    RoomCommands commands = new RoomCommands(stores, rooms, ids);
    List<MessageConsumer<?>> consumers = new ArrayList<>();
    for (int shard : shards) {
      consumers.add(
          bus.<RoomCommand>answer(
              Addresses.roomCommands(shard), command -> command.accept(commands)));
    }
    consumers.add(bus.answer(Addresses.roomDirectory(), this::listRooms));
    consumers.add(
        bus.<NodeEvent>listenEverywhere(
            Addresses.nodes(), event -> event.accept(rooms.presence())));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private Future<RoomsListed> listRooms(DirectoryQuery query) {
    return stores.ask(new SelectRooms(query), RoomsListed.class);
  }
}
