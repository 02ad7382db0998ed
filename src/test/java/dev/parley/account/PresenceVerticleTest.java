package dev.parley.account;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Addresses;
import dev.parley.bus.Availability;
import dev.parley.bus.Bus;
import dev.parley.bus.MarkSeen;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.NodesChanged;
import dev.parley.bus.NodeEvent.PeopleTold;
import dev.parley.bus.NodeEvent.PeopleTold.PersonAt;
import dev.parley.bus.NodeId;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonId;
import dev.parley.bus.PresenceCommand.ListPresence;
import dev.parley.bus.PresenceCommand.SayPresence;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.PresenceListed;
import dev.parley.bus.Stores;
import dev.parley.testing.BlockedEventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class PresenceVerticleTest {
  private static final PersonId ANN = new PersonId(uuid(5));
  private static final PersonId BEN = new PersonId(uuid(6));
  private static final NodeId SELF = new NodeId("self");
  private static final NodeId OTHER = new NodeId("other");
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<MarkSeen> marks = new LinkedBlockingQueue<>();
  private final BlockingQueue<PeopleTold> told = new LinkedBlockingQueue<>();
  private Bus bus;
  private String deployment;

  private static final class Two implements Nodes {
    @Override
    public NodeId self() {
      return SELF;
    }

    @Override
    public List<NodeId> others() {
      return List.of(OTHER);
    }

    @Override
    public void listen(Consumer<List<NodeId>> changed) {
      // the test says it itself
    }
  }

  @BeforeEach
  void deploy(Vertx vertx) {
    bus = Bus.on(vertx.eventBus());
    bus.<MarkSeen>answer(
        Addresses.seenStore(),
        mark -> {
          marks.add(mark);
          return Future.succeededFuture(new Done());
        });
    bus.<NodeEvent>listenEverywhere(
        Addresses.nodes(),
        event -> {
          if (event instanceof PeopleTold people && people.node().equals(SELF)) {
            told.add(people);
          }
        });
    deployment =
        await(
            vertx.deployVerticle(
                new PresenceVerticle(
                    bus, () -> Stores.here(bus), new Two(), Clock.fixed(NOON, ZoneOffset.UTC))));
  }

  private void say(PersonId person, long connection, Availability now) {
    SayPresence said = new SayPresence(person, connection(connection), now);
    await(bus.request(Addresses.presence(), said, Done.class));
  }

  private List<Availability> presence(PersonId... people) {
    ListPresence list = new ListPresence(List.of(people));
    return await(bus.request(Addresses.presence(), list, PresenceListed.class)).people();
  }

  private void tell(PersonAt... people) {
    bus.publishEverywhere(Addresses.nodes(), new PeopleTold(OTHER, List.of(people)));
  }

  @Test
  void itSaysHowPeopleAreThereInTheOrderOfTheQuestion() {
    say(ANN, 1, Availability.ONLINE);
    tell(new PersonAt(BEN, Availability.AWAY));
    assertThat(presence(BEN, ANN, new PersonId(uuid(7))))
        .containsExactly(Availability.AWAY, Availability.ONLINE, Availability.OFFLINE);
  }

  @Test
  void whatChangesIsGatheredForTheOtherNodesAndRepeated() throws InterruptedException {
    say(ANN, 1, Availability.ONLINE);
    say(ANN, 1, Availability.AWAY);
    say(BEN, 2, Availability.ONLINE);
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).people())
        .containsExactly(
            new PersonAt(ANN, Availability.AWAY), new PersonAt(BEN, Availability.ONLINE));
    assertThat(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).people())
        .containsExactlyInAnyOrder(
            new PersonAt(ANN, Availability.AWAY), new PersonAt(BEN, Availability.ONLINE));
  }

  @Test
  void whoGoesIsMarkedAsSeen() throws InterruptedException {
    say(ANN, 1, Availability.ONLINE);
    say(ANN, 2, Availability.ONLINE);
    say(ANN, 1, Availability.OFFLINE);
    say(BEN, 3, Availability.ONLINE);
    say(ANN, 2, Availability.OFFLINE);
    assertThat(marks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(new MarkSeen(List.of(ANN), NOON));
    assertThat(marks).isEmpty();
  }

  @Test
  void whoGoesAsTheServerStopsIsMarkedToo(Vertx vertx) {
    say(ANN, 1, Availability.ONLINE);
    say(ANN, 1, Availability.OFFLINE);
    await(vertx.undeploy(deployment));
    assertThat(marks).containsExactly(new MarkSeen(List.of(ANN), NOON));
  }

  @Test
  void whatAnotherNodeHasToldGoesWithTheNode() {
    tell(new PersonAt(BEN, Availability.ONLINE));
    assertThat(presence(BEN)).containsExactly(Availability.ONLINE);
    bus.publish(Addresses.nodes(), new NodesChanged(List.of()));
    assertThat(presence(BEN)).containsExactly(Availability.OFFLINE);
  }

  @Test
  void aNodeThatIsNotThereTellsNothing() {
    bus.publishEverywhere(
        Addresses.nodes(),
        new PeopleTold(new NodeId("dead"), List.of(new PersonAt(ANN, Availability.ONLINE))));
    assertThat(presence(ANN)).containsExactly(Availability.OFFLINE);
  }
}
