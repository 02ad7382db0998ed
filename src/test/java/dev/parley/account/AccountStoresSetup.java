package dev.parley.account;

import static dev.parley.testing.Futures.await;

import dev.parley.bus.Actor;
import dev.parley.bus.Bus;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.PersonQuery.InsertPerson;
import dev.parley.bus.PersonQuery.InsertPerson.Way;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.PersonFound;
import dev.parley.bus.Secret;
import dev.parley.bus.StoreQuery;
import dev.parley.persistence.Database;
import dev.parley.persistence.PersistenceVerticle;
import dev.parley.persistence.StorageLimits;
import dev.parley.persistence.Store;
import dev.parley.rights.ServerRole;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Samples;
import dev.parley.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The stores over a real database, with a clock that tests set. */
@ExtendWith({VertxExtension.class, BlockedEventLoops.class})
abstract class AccountStoresSetup {
  static final Duration EXPIRY = Duration.ofHours(10);
  private static final StorageLimits LIMITS =
      new StorageLimits(Duration.ofMillis(1), 64, 10_000, 2, 10_000);

  @TempDir Path folder;
  Vertx vertx;
  Bus bus;
  Database database;
  private Instant now = Samples.NOON;
  private long last = 100;
  private String deployment;

  /** Stands still until it is moved. */
  private final class Now extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  final Clock clock = new Now();

  @BeforeEach
  void open(Vertx given) {
    vertx = given;
    bus = Bus.on(vertx.eventBus());
    deployment =
        await(
            vertx.deployVerticle(
                new PersistenceVerticle(
                    bus,
                    TestDatabase.source(folder),
                    LIMITS,
                    opened -> {
                      database = opened;
                      return stores(opened);
                    })));
  }

  private List<Store> stores(Database opened) {
    return List.of(
        new AccountStore(opened, clock, Samples.ids(), 0, () -> {}),
        new SessionStore(opened, clock, EXPIRY),
        new LinkStore(opened, clock, 10),
        new SettingStore(opened, clock));
  }

  /** The stores of another node, or process, on the same database. */
  Bus openBeside(Vertx other) {
    Bus its = Bus.on(other.eventBus());
    await(
        other.deployVerticle(
            new PersistenceVerticle(
                its, TestDatabase.source(folder).visited(), LIMITS, this::stores)));
    return its;
  }

  @AfterEach
  void close() {
    await(vertx.undeploy(deployment));
  }

  void goOn(Duration time) {
    now = now.plus(time);
  }

  <T extends Reply> Future<T> ask(StoreQuery query, Class<T> answer) {
    return bus.request(query.address(), query, answer);
  }

  /** Makes an account that acts. */
  Actor make(String name, ServerRole role) {
    Person person = Person.of(new PersonId(Samples.uuid(++last)), new PersonName(name), role, now);
    await(
        ask(
            new InsertPerson(
                Actor.trusted(new PersonName("Test")), person, new Secret("x"), Way.COMMAND, null),
            PersonFound.class));
    return new Actor(person.name(), person.id(), role, "127.0.0.1");
  }

  /** The only column of some rows. */
  List<String> column(String sql) {
    return await(
        database.read(queries -> queries.rows(sql, Tuple.tuple(), row -> row.getString(0))));
  }

  void update(String sql, Object... parameters) {
    await(database.write(queries -> queries.update(sql, Tuple.wrap(parameters))));
  }
}
