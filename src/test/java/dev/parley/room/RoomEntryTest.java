package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Futures.failureCode;
import static dev.parley.testing.Samples.GUEST;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.namedRoom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomCommand.DeleteRoom;
import dev.parley.bus.RoomEvent.RoomDeleted;
import dev.parley.bus.RoomQuery.SelectRoom;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

/** Coming and going, and what happens in between that makes it hard. */
class RoomEntryTest extends RoomVerticleSetup {
  @Test
  void whatIsPostedWhileTheRoomIsReadIsNotMissed() throws InterruptedException {
    Promise<Void> read = Promise.promise();
    stores.beforeRoomIsFound = read.future();
    Future<Joined> joining = join(JOHN, 1);
    awaitQuery(SelectRoom.class);
    for (String content : new String[] {"one", "two", "three"}) {
      await(post(JANE, content, null));
    }
    read.complete();
    Joined joined = await(joining);
    assertThat(nextFrame()).isEqualTo("message one, message two, message three");
    assertThat(next().stamp()).as("its own join").isLessThan(joined.stamp());
    await(post(JANE, "four", null));
    assertThat(nextFrame()).isEqualTo("message four");
  }

  @Test
  void whatWasPostedBeforeIsHistoryAndNotToldAgain() throws InterruptedException {
    await(post(JANE, "one", null));
    await(join(JOHN, 1));
    await(post(JANE, "two", null));
    assertThat(nextFrame()).isEqualTo("join John [John]");
    assertThat(nextFrame()).isEqualTo("message two");
  }

  @Test
  void whoComesAndGoesWhileTheRoomIsReadDoesNotTakeItFromTheNext() throws InterruptedException {
    Promise<Void> read = Promise.promise();
    stores.beforeRoomIsFound = read.future();
    Future<Joined> first = join(JOHN, 1);
    awaitQuery(SelectRoom.class);
    Future<Done> gone = leave(JOHN, 1);
    Future<Joined> second = join(JANE, 2);
    await(gone);
    read.complete();
    await(first);
    await(second);
    assertThat(nextFrame()).isEqualTo("join John [John]");
    assertThat(nextFrame()).isEqualTo("leave John []");
    assertThat(nextFrame()).isEqualTo("join Jane [Jane]");
    await(post(JOHN, "hello", null));
    assertThat(nextFrame()).isEqualTo("message hello");
  }

  @Test
  void aRoomIsForgottenWithTheLastAndReadAgainForTheNext() throws InterruptedException {
    await(join(JOHN, 1));
    await(leave(JOHN, 1));
    await(post(JOHN, "nobody is here", null));
    await(join(JANE, 2));
    await(post(JANE, "somebody is", null));
    assertThat(nextFrame()).isEqualTo("join John [John]");
    assertThat(nextFrame()).isEqualTo("leave John []");
    assertThat(nextFrame()).isEqualTo("join Jane [Jane]");
    assertThat(nextFrame()).isEqualTo("message somebody is");
  }

  @Test
  void aRoomThatIsNotThereCanBeEnteredOnceItIs() {
    await(command(new DeleteRoom(ROOM, GUEST), Done.class));
    assertThat(failureCode(join(JOHN, 1))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    stores.add(namedRoom(ROOM, "Back again"));
    assertThat(await(join(JOHN, 1)).online()).containsExactly(JOHN);
  }

  @Test
  void aDeletedRoomClosesItsSocketsAndLetsNobodyIn() throws InterruptedException {
    await(join(JOHN, 1));
    next();
    await(command(new DeleteRoom(ROOM, GUEST), Done.class));
    assertThat(next()).isInstanceOf(CloseAll.class);
    assertThat(failureCode(join(JANE, 2))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(failureCode(post(JOHN, "too late", null))).isEqualTo(FailureCode.ROOM_NOT_FOUND);
    assertThat(failureCode(command(new DeleteRoom(ROOM, GUEST), Done.class)))
        .isEqualTo(FailureCode.ROOM_NOT_FOUND);
    await(leave(JOHN, 1));
    assertThat(told).isEmpty();
  }

  @Test
  void whoComesWhileTheRoomIsDeletedIsNotLetIn() throws InterruptedException {
    Promise<Void> read = Promise.promise();
    stores.beforeRoomIsFound = read.future();
    Future<Joined> joining = join(JOHN, 1);
    awaitQuery(SelectRoom.class);
    bus.publishEverywhere(new RoomDeleted(ROOM));
    assertThat(next()).isInstanceOf(CloseAll.class);
    read.complete();
    assertThat(failureCode(joining)).isEqualTo(FailureCode.ROOM_NOT_FOUND);
  }

  @Test
  void whoGoesWithoutHavingComeIsNoHarm() throws InterruptedException {
    await(leave(JOHN, 1));
    await(join(JANE, 2));
    await(leave(JOHN, 1));
    await(leave(JANE, 9));
    await(post(JANE, "still here", null));
    assertThat(nextFrame()).isEqualTo("join Jane [Jane]");
    assertThat(nextFrame()).isEqualTo("message still here");
  }
}
