package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.NodeId;
import dev.parley.bus.Nodes;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.RoomCommand.ListPeople;
import dev.parley.testing.BlockedEventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node tells the others of who is there. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class NodeVerticleTest {
  private static final NodeId SELF = Nodes.ALONE.self();

  @Test
  void itHandsOnWhatTheRoomSays(Vertx vertx) {
    Bus bus = Bus.on(vertx.eventBus());
    PeopleListed people = new PeopleListed(SELF, 5, List.of(JOHN));
    bus.<ListPeople>answer(Addresses.roomCommands(ROOM), ask -> Future.succeededFuture(people));
    await(vertx.deployVerticle(new NodeVerticle(bus, Nodes.ALONE, true)));
    assertThat(ask(bus)).isEqualTo(people);
  }

  @Test
  void aNodeWithoutRoomsSaysThatNobodyIsThere(Vertx vertx) {
    Bus bus = Bus.on(vertx.eventBus());
    await(vertx.deployVerticle(new NodeVerticle(bus, Nodes.ALONE, false)));
    assertThat(ask(bus)).isEqualTo(new PeopleListed(SELF, 0, List.of()));
  }

  private static PeopleListed ask(Bus bus) {
    return await(
        bus.requestAnywhere(Addresses.node(SELF), new ListPeople(ROOM), PeopleListed.class));
  }
}
