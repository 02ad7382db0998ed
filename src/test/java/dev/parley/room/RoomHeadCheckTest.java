package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.RoomQuery.SelectHeads;
import dev.parley.bus.Seq;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the bus loses comes from the log, also where nothing comes after it. */
class RoomHeadCheckTest extends RoomVerticleSetup {
  private static final Duration OFTEN = Duration.ofMillis(20);

  @Override
  RoomSettings settings() {
    return new RoomSettings(1000, Duration.ZERO, OFTEN);
  }

  @Test
  void aLostLastEventIsReadFromTheLogAndWhoJoinsThenGetsItsHead() throws InterruptedException {
    enter();
    stores.append(message(1));
    assertThat(nextFrame()).isEqualTo("message 1");
    stores.append(message(2));
    stores.append(message(3));
    assertThat(nextFrame()).isEqualTo("message 2, message 3");
    assertThat(await(join(JANE, 2)).head()).isEqualTo(new Seq(3));
  }

  @Test
  void aRoomWhoseDeletionGotLostIsClosed() throws InterruptedException {
    enter();
    stores.forget(ROOM);
    assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOf(FanoutEvent.CloseAll.class);
  }

  @Test
  void anEventThatIsOnlyLateIsNotReadFromTheLog(Vertx vertx) throws InterruptedException {
    enter();
    stores.append(message(1));
    stores.asked.clear();
    // the second one is certain to be of the log with the message
    for (int checks = 0; checks < 2; ) {
      Object query = stores.asked.poll(10, TimeUnit.SECONDS);
      assertThat(query).isNotNull().isNotInstanceOf(SelectChanges.class);
      checks += query instanceof SelectHeads ? 1 : 0;
    }
    publish(message(1));
    assertThat(nextFrame()).isEqualTo("message 1");
    await(vertx.timer(2 * ActiveRooms.GAP_PATIENCE_MS, TimeUnit.MILLISECONDS));
    assertThat(stores.asked).noneMatch(SelectChanges.class::isInstance);
    assertThat(told).isEmpty();
  }

  @Test
  void headsThatCanNotBeReadAreAskedForAgain() throws InterruptedException {
    enter();
    stores.nextHeadsFailure = new Failure(FailureCode.STORAGE_UNAVAILABLE);
    stores.append(message(1));
    assertThat(nextFrame()).isEqualTo("message 1");
    assertThat(stores.nextHeadsFailure).isNull();
  }

  @Test
  void aCheckWaitsForTheEndOfTheOneBefore(Vertx vertx) throws InterruptedException {
    Promise<Void> slow = Promise.promise();
    stores.beforeHeadsAreRead = slow.future();
    enter();
    awaitQuery(SelectHeads.class);
    await(vertx.timer(5 * OFTEN.toMillis(), TimeUnit.MILLISECONDS));
    assertThat(stores.asked).noneMatch(SelectHeads.class::isInstance);
    slow.complete();
    awaitQuery(SelectHeads.class);
  }

  @Test
  void whereNobodyIsNothingIsAsked(Vertx vertx) throws InterruptedException {
    enter();
    awaitQuery(SelectHeads.class);
    await(leave(JOHN, 1));
    stores.asked.clear();
    await(vertx.timer(5 * OFTEN.toMillis(), TimeUnit.MILLISECONDS));
    // one may have been on its way when the last one went
    assertThat(stores.asked).hasSizeLessThanOrEqualTo(1);
  }

  private void enter() throws InterruptedException {
    await(join(JOHN, 1));
    next();
  }
}
