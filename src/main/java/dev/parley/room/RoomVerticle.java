package dev.parley.room;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.DirectoryQuery;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Ids;
import dev.parley.bus.MemberQuery.SelectMemberships;
import dev.parley.bus.MembershipsQuery;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.Nodes;
import dev.parley.bus.OwnQuery;
import dev.parley.bus.Reply.MembershipsListed;
import dev.parley.bus.Reply.RoomsListed;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomQuery.SelectRooms;
import dev.parley.bus.Stores;
import dev.parley.rights.Action;
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
    SlowMode slowMode = new SlowMode(settings.slowWriters());
    Gatekeeper gatekeeper = new Gatekeeper(rooms.accesses(), slowMode, rooms::now);
    Redeciding redeciding = new Redeciding(vertx, rooms.accesses());
    RoomCommands commands = new RoomCommands(stores, rooms, gatekeeper, redeciding, slowMode, ids);
    List<MessageConsumer<?>> consumers = new ArrayList<>();
    for (int shard : shards) {
      consumers.add(
          bus.<RoomCommand>answer(
              Addresses.roomCommands(shard),
              command -> gatekeeper.pass(command, () -> command.accept(commands))));
    }
    consumers.add(bus.answer(Addresses.roomDirectory(), this::listRooms));
    consumers.add(bus.answer(Addresses.memberships(), this::listMemberships));
    consumers.add(bus.<OwnQuery>answer(Addresses.own(), commands.own()::answer));
    consumers.add(bus.listen(Addresses.access(), this::accessChanged));
    consumers.add(
        bus.<NodeEvent>listenEverywhere(
            Addresses.nodes(), event -> event.accept(rooms.presence())));
    return Future.all(consumers.stream().map(MessageConsumer::completion).toList());
  }

  private Future<RoomsListed> listRooms(DirectoryQuery query) {
    Failure refusal =
        query.actor() == null ? null : Gatekeeper.refusal(Action.ROOMS_LIST, query.actor());
    return refusal == null
        ? stores.ask(new SelectRooms(query), RoomsListed.class)
        : Future.failedFuture(refusal);
  }

  private Future<MembershipsListed> listMemberships(MembershipsQuery query) {
    return query.actor().hasAccount()
        ? stores.ask(
            new SelectMemberships(query.actor().id(), query.before(), query.limit()),
            MembershipsListed.class)
        : Future.failedFuture(new Failure(FailureCode.NOT_SIGNED_IN));
  }

  private void accessChanged(AccessChanged event) {
    for (AccessChange change : event.changes()) {
      if (change.room() != null) {
        rooms.accesses().changed(change.room());
      } else if (change.concernsEverything()) {
        rooms.accesses().allChanged();
        rooms.roles().allChanged();
      } else if (change.person() != null && change.session() == null) {
        rooms.roles().changed(change.person());
      }
    }
  }
}
