package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.AccessQuery.ReadAccess;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.AccessRead;
import dev.parley.bus.Stores;
import dev.parley.testing.BlockedEventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What everybody on a node is told of changes, by the bus and by the table. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class AccessWatchVerticleTest {
  private static final AccessChange FIRST = AccessChange.of(new PersonId(uuid(5)), JOHN).written(1);
  private static final AccessChange SECOND =
      AccessChange.of(new PersonId(uuid(6)), JANE).written(2);
  private static final AccessChange THIRD = AccessChange.of(new PersonId(uuid(6)), JANE).written(3);

  private final List<AccessChange> table = new CopyOnWriteArrayList<>();
  private final BlockingQueue<AccessChange> told = new LinkedBlockingQueue<>();
  private volatile boolean broken;
  private Bus bus;

  @BeforeEach
  void listen(Vertx vertx) {
    bus = Bus.on(vertx.eventBus());
    bus.<ReadAccess>answer(Addresses.accessStore(), this::read);
    bus.<AccessChanged>listen(Addresses.access(), event -> told.addAll(event.changes()));
  }

  private Future<AccessRead> read(ReadAccess query) {
    if (broken) {
      return Future.failedFuture(new Failure(FailureCode.STORAGE_UNAVAILABLE));
    }
    List<AccessChange> now = List.copyOf(table);
    long last = now.isEmpty() ? 0 : now.get(now.size() - 1).n();
    List<AccessChange> after =
        query.after() < 0
            ? List.of()
            : now.stream().filter(change -> change.n() > query.after()).limit(1).toList();
    return Future.succeededFuture(new AccessRead(last, after));
  }

  private void start(Vertx vertx) {
    await(vertx.deployVerticle(new AccessWatchVerticle(bus, () -> Stores.here(bus))));
  }

  private AccessChange next() throws InterruptedException {
    return told.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void whatTheBusLostIsReadAndToldInOrderAndOnce(Vertx vertx) throws InterruptedException {
    table.add(FIRST);
    start(vertx);
    table.addAll(List.of(SECOND, THIRD));
    assertThat(next()).isEqualTo(SECOND);
    assertThat(next()).isEqualTo(THIRD);
    assertThat(told.poll(2 * AccessWatchVerticle.INTERVAL_MS, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void whatIsAnnouncedIsToldAtOnceAndNotAgain(Vertx vertx) throws InterruptedException {
    start(vertx);
    AccessChanges.announce(bus, List.of(FIRST));
    assertThat(next()).isEqualTo(FIRST);
    table.addAll(List.of(FIRST, SECOND));
    assertThat(next()).isEqualTo(SECOND);
  }

  @Test
  void aNodeWhoseDatabaseDidNotAnswerAtFirstAsksAboutEverything(Vertx vertx)
      throws InterruptedException {
    broken = true;
    table.add(FIRST);
    start(vertx);
    broken = false;
    assertThat(next()).isEqualTo(AccessChange.ofEverything(1));
    table.add(SECOND);
    assertThat(next()).isEqualTo(SECOND);
  }

  @Test
  void anOutageInBetweenLosesNothing(Vertx vertx) throws InterruptedException {
    start(vertx);
    broken = true;
    table.addAll(List.of(FIRST, SECOND));
    assertThat(told.poll(2 * AccessWatchVerticle.INTERVAL_MS, TimeUnit.MILLISECONDS)).isNull();
    broken = false;
    assertThat(next()).isEqualTo(FIRST);
    assertThat(next()).isEqualTo(SECOND);
  }
}
