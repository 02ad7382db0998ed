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
 * Carries out a {@link UserCommand} in this process, on the server's database. A server that runs
 * hears of it by the database.
 */
final class UserTask {

  private final Vertx vertx = Vertx.vertx();
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final NoArgGenerator uuids = Generators.timeBasedEpochGenerator();
  private final Ids ids = new Ids(uuids::generate);
  private final Bus bus = Bus.on(vertx.eventBus());

  /** Does it; gives the lines to be printed. */
  Future<List<String>> run(
      UserCommand command, Function<ConfigLoader, Future<ParleyConfig>> loading) {
    return loading
        .apply(new ConfigLoader(vertx))
        .compose(config -> open(config).compose(opened -> run(command, config)));
  }

  private Future<String> open(ParleyConfig config) {
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

  private Future<List<String>> run(UserCommand command, ParleyConfig config) {
    Operator operator =
        new Operator(
            Stores.here(bus),
            ids,
            clock,
            random,
            new Passwords(vertx, 1, 1, random),
            App.address(config, config.http().port()));
    return switch (command.kind()) {
      case CREATE ->
          vertx
              .executeBlocking(PasswordPrompt::read)
              .compose(
                  password ->
                      operator.create(
                          command.name(),
                          command.displayName(),
                          command.administrator(),
                          password));
      case RESET -> operator.reset(command.name(), command.twoFactor());
      case DISABLE -> operator.disable(command.name());
      case ENABLE -> operator.enable(command.name());
    };
  }

  /** Closes the database and ends all threads. */
  Future<Void> close() {
    return vertx.close();
  }
}
