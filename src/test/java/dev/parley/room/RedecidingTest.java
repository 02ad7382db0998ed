package dev.parley.room;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.room;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.MemberQuery.SelectWholeAccess;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.RoomId;
import dev.parley.bus.Stores;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of a room is answered when it is in effect here. */
class RedecidingTest extends RoomVerticleSetup {
  private final Map<RoomId, ActiveRoom> rooms = new HashMap<>();
  private final Promise<Void> slow = Promise.promise();
  private volatile boolean known;
  private Context context;
  private Redeciding redeciding;

  @BeforeEach
  void aRoomThatSomebodyIsIn(Vertx vertx) {
    rooms.put(ROOM, new ActiveRoom(null));
    context = vertx.getOrCreateContext();
    RoomAccesses accesses =
        new RoomAccesses(vertx, Stores.here(bus), rooms, (room, active) -> known = true);
    redeciding = new Redeciding(vertx, accesses);
    stores.beforeAccessIsFound = slow.future();
  }

  private Future<Void> run(RoomId room, Supplier<Future<Amended>> attempt) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(start -> redeciding.run(room, attempt).onComplete(done));
    return done.future();
  }

  @Test
  void aChangeIsDoneWhenItIsKnownWhoMayBeThere() throws InterruptedException {
    Future<Void> changed = run(ROOM, () -> Future.succeededFuture(new Amended(true)));
    awaitQuery(SelectWholeAccess.class);
    await(run(room(100), () -> Future.succeededFuture(new Amended(true))));
    assertThat(changed.isComplete()).as("before it is known").isFalse();
    slow.complete();
    await(changed);
    assertThat(known).isTrue();
  }

  @Test
  void aChangeIsDoneAlsoIfThatCanNotBeRead() throws InterruptedException {
    Future<Void> changed = run(ROOM, () -> Future.succeededFuture(new Amended(true)));
    awaitQuery(SelectWholeAccess.class);
    slow.fail("The database is away.");
    await(changed);
    assertThat(known).isFalse();
  }

  @Test
  void whatChangesNothingWaitsForNothing() {
    await(run(ROOM, () -> Future.succeededFuture(Redeciding.NOTHING)));
    assertThat(stores.asked).noneMatch(SelectWholeAccess.class::isInstance);
  }
}
