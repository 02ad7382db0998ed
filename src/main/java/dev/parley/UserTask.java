package dev.parley;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.account.AccountStore;
import dev.parley.account.LinkStore;
import dev.parley.account.Operator;
import dev.parley.account.Passwords;
import dev.parley.account.SettingStore;
import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.Stores;
import dev.parley.config.ConfigLoader;
import dev.parley.config.ParleyConfig;
import dev.parley.persistence.PersistenceVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * What a {@link UserCommand} works with: the server's database, opened in this process. A server
 * that runs hears by it of what is done.
 */
final class UserTask {

  private final Vertx vertx = Vertx.vertx();
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final NoArgGenerator uuids = Generators.timeBasedEpochGenerator();
  private final Ids ids = new Ids(uuids::generate);
  private final Bus bus = Bus.on(vertx.eventBus());

  /** Opens the server's database. */
  Future<Operator> open(Function<ConfigLoader, Future<ParleyConfig>> loading) {
    return loading
        .apply(new ConfigLoader(vertx))
        .compose(config -> deploy(config).map(deployed -> operator(config)));
  }

  private Future<String> deploy(ParleyConfig config) {
    ParleyConfig.Limits limits = config.limits();
    return vertx.deployVerticle(
        new PersistenceVerticle(
            bus,
            App.databaseSource(config).visited(),
            App.storageLimits(config),
            database ->
                List.of(
                    new AccountStore(database, clock, ids, limits.people(), () -> {}),
                    new LinkStore(database, clock, limits.invitations()),
                    new SettingStore(database, clock))));
  }

  private Operator operator(ParleyConfig config) {
    return new Operator(
        Stores.here(bus),
        ids,
        clock,
        random,
        new Passwords(vertx, 1, 1, random),
        App.address(config, config.http().port()));
  }

  /** Closes the database and ends all threads. */
  Future<Void> close() {
    return vertx.close();
  }
}
