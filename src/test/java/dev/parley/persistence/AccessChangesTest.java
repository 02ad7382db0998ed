package dev.parley.persistence;

import static dev.parley.testing.Futures.await;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.AccessChange;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonId;
import dev.parley.bus.SessionId;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import dev.parley.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
class AccessChangesTest {
  private static final PersonId PERSON = new PersonId(Samples.uuid(7));
  private static final SessionId SESSION = new SessionId(Samples.uuid(8));
  private static final AccessChange OF_PERSON = AccessChange.of(PERSON, JOHN);
  private static final AccessChange OF_SESSION = AccessChange.of(PERSON, SESSION);

  @TempDir Path folder;
  private Vertx vertx;
  private DatabaseSource source;
  private Database database;
  private AccessChanges changes;

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    source = TestDatabase.source(folder);
    source.prepare();
    database = source.open(vertx, DatabaseSetup.LIMITS);
    changes = at(Clock.fixed(Samples.NOON, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    await(database.close());
    source.release();
  }

  private AccessChanges at(Clock clock) {
    return new AccessChanges(database.dialect(), clock);
  }

  @Test
  void whatIsNotedIsReadInOrder() {
    assertThat(await(database.read(changes::last))).isZero();
    AccessChange first = note(OF_PERSON);
    AccessChange second = note(OF_SESSION);
    AccessChange third = note(AccessChange.of(ROOM, null, JOHN));
    AccessChange fourth = noteInOneGo(AccessChange.of(ROOM));
    assertThat(after(0)).containsExactly(first, second, third, fourth);
    assertThat(after(second.n())).containsExactly(third, fourth);
    assertThat(after(fourth.n())).isEmpty();
    assertThat(await(database.read(changes::last))).isEqualTo(fourth.n());
  }

  @Test
  void numbersAreNeverGivenAgain() {
    AccessChange first = note(OF_PERSON);
    changes = at(Clock.fixed(Samples.NOON.plus(Duration.ofHours(2)), ZoneOffset.UTC));
    AccessChange second = noteInOneGo(OF_PERSON);
    assertThat(after(0)).as("the first is pruned").containsExactly(second);
    assertThat(second.n()).isGreaterThan(first.n());
  }

  @Test
  void whatIsUndoneIsNotNoted() {
    Future<Object> undone =
        database.write(
            sql ->
                changes
                    .note(sql, OF_PERSON)
                    .compose(n -> Future.failedFuture(new Failure(FailureCode.INTERNAL))));
    await(undone.transform(ended -> Future.succeededFuture()));
    assertThat(after(0)).isEmpty();
  }

  @Test
  void noChangeAppearsAfterALaterOne() {
    Database other = source.open(vertx, DatabaseSetup.LIMITS);
    Promise<Void> goOn = Promise.promise();
    Promise<AccessChange> noted = Promise.promise();
    Future<AccessChange> first =
        database.write(
            sql ->
                changes
                    .note(sql, OF_PERSON)
                    .onComplete(noted)
                    .compose(change -> goOn.future().map(change)));
    await(noted.future());
    Future<AccessChange> second = other.write(sql -> changes.note(sql, OF_SESSION));
    // as long as the first isn't there, the second isn't either
    await(vertx.timer(200, TimeUnit.MILLISECONDS));
    assertThat(second.isComplete()).isFalse();
    assertThat(after(0)).isEmpty();
    goOn.complete();
    assertThat(await(second).n()).isGreaterThan(await(first).n());
    await(other.close());
  }

  private AccessChange note(AccessChange change) {
    return await(database.write(sql -> changes.note(sql, change)));
  }

  private AccessChange noteInOneGo(AccessChange change) {
    return await(database.writeInOneGo(statements -> changes.note(statements, change)));
  }

  private List<AccessChange> after(long n) {
    return await(database.read(sql -> changes.after(sql, n)));
  }
}
