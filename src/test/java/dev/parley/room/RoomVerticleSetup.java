package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.namedRoom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nodes;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.LeaveRoom;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomEvent.MessagesPosted;
import dev.parley.bus.Stores;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FanoutTexts;
import dev.parley.testing.PlainFrames;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room verticle on a real bus over {@link FakeStores}, and what the sockets would hear. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
abstract class RoomVerticleSetup {
  private static final int PATIENCE_SECONDS = 10;

  final BlockingQueue<FanoutEvent> told = new LinkedBlockingQueue<>();
  Bus bus;
  FakeStores stores;

  @BeforeEach
  void startTheVerticle(Vertx vertx) {
    bus = Bus.on(vertx.eventBus());
    stores = new FakeStores(bus);
    stores.add(namedRoom(ROOM, "General"));
    RoomVerticle verticle =
        new RoomVerticle(
            bus,
            Stores.here(bus),
            Nodes.ALONE,
            new PlainFrames(),
            Samples.ids(),
            Clock.fixed(NOON, ZoneOffset.UTC),
            settings(),
            Set.of(Addresses.shardOf(ROOM)));
    await(vertx.deployVerticle(verticle));
    bus.<FanoutEvent>listen(Addresses.fanout(ROOM), told::add);
  }

  RoomSettings settings() {
    return new RoomSettings(1000, Duration.ZERO);
  }

  Future<Joined> join(PersonName person, long connection) {
    return command(new JoinRoom(ROOM, Actor.guest(person), connection(connection)), Joined.class);
  }

  Future<Done> leave(PersonName person, long connection) {
    return command(new LeaveRoom(ROOM, person, connection(connection)), Done.class);
  }

  Future<MessageStored> post(PersonName person, String content, Nonce nonce) {
    MessageContent words = new MessageContent(content);
    return command(new PostMessage(ROOM, Actor.guest(person), words, nonce), MessageStored.class);
  }

  <T extends Reply> Future<T> command(RoomCommand command, Class<T> answer) {
    return bus.request(Addresses.roomCommands(command.room()), command, answer);
  }

  /** Tells the verticle of a message as another node would after its commit. */
  void publish(Message message) {
    bus.publishEverywhere(new MessagesPosted(List.of(message)));
  }

  /** The next thing that the sockets are told. */
  FanoutEvent next() throws InterruptedException {
    FanoutEvent event = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("the next event for the sockets").isNotNull();
    return event;
  }

  String nextFrame() throws InterruptedException {
    return FanoutTexts.of(next());
  }

  /** Waits until a query of this kind has come to the stores. */
  void awaitQuery(Class<?> kind) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Object query;
    do {
      // others go on coming: the rooms are compared with their logs now and then
      query = stores.asked.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(query).as("a query " + kind.getSimpleName()).isNotNull();
    } while (!kind.isInstance(query));
  }
}
