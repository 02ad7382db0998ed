package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Addresses;
import dev.parley.bus.Basis;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FindStorage;
import dev.parley.bus.NodeId;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.StorageFound;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.RemoveRoom;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node does for those that have no storage, over a store that answers when it is told. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class SharedStorageVerticleTest {
  private static final NodeId SELF = new NodeId("self");

  private final BlockingQueue<Promise<Done>> asked = new LinkedBlockingQueue<>();
  private Vertx vertx;
  private Bus bus;
  private String deployment;

  @BeforeEach
  void share(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
    bus.<RoomQuery>answer(
        Addresses.roomStore(),
        query -> {
          Promise<Done> answer = Promise.promise();
          asked.add(answer);
          return answer.future();
        });
    deployment = await(vertx.deployVerticle(new SharedStorageVerticle(bus, SELF)));
  }

  @Test
  void itIsFoundAndPassesOnWhatIsAsked() throws InterruptedException {
    assertThat(await(find())).isEqualTo(new StorageFound(SELF));
    Future<Done> answer = ask();
    next().complete(new Done());
    assertThat(await(answer)).isEqualTo(new Done());
  }

  @Test
  void whenItStopsWhatItHasTakenOnIsAnsweredAndTheRestRefused() throws InterruptedException {
    Future<Done> early = ask();
    Promise<Done> committing = next();
    Future<Void> stopped = vertx.undeploy(deployment);
    awaitStopping();
    assertThat(failureCode(ask())).isEqualTo(FailureCode.STOPPING);
    assertThat(stopped.isComplete()).isFalse();
    committing.complete(new Done());
    assertThat(await(early)).isEqualTo(new Done());
    await(stopped);
    assertThat(asked).isEmpty();
  }

  @Test
  void aFailureIsPassedOnTooAndItStopsAllTheSame() throws InterruptedException {
    Future<Done> answer = ask();
    Promise<Done> committing = next();
    Future<Void> stopped = vertx.undeploy(deployment);
    awaitStopping();
    committing.fail(new Failure(FailureCode.STORAGE_UNAVAILABLE));
    assertThat(failureCode(answer)).isEqualTo(FailureCode.STORAGE_UNAVAILABLE);
    await(stopped);
  }

  /** It is found until it begins to stop. */
  private void awaitStopping() {
    while (await(find().map(true).otherwise(false))) {
      Thread.onSpinWait();
    }
  }

  private Promise<Done> next() throws InterruptedException {
    return asked.poll(10, TimeUnit.SECONDS);
  }

  private Future<StorageFound> find() {
    return bus.requestAnywhere(Addresses.storage(), new FindStorage(), StorageFound.class);
  }

  private Future<Done> ask() {
    return bus.requestAnywhere(
        Addresses.storage(SELF),
        new RemoveRoom(new Basis(ROOM, 0, Samples.GUEST, Samples.NOON)),
        Done.class);
  }
}
