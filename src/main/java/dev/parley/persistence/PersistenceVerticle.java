package dev.parley.persistence;

import dev.parley.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Function;

/**
 * Owns the database: opens it before anything else starts, and closes it after everything else has
 * stopped and what waited for its commit is committed.
 *
 * <p>Starting fails if the database can't be opened or migrated; nothing is made anew in place of a
 * database that is broken.
 */
public final class PersistenceVerticle extends VerticleBase {

  private final Bus bus;
  private final DatabaseSource source;
  private final StorageLimits limits;
  private final Function<Database, List<Store>> stores;
  private Database database;
  private List<Store> open = List.of();

  /**
   * Takes what it needs.
   *
   * @param stores makes the features' stores for the database once it is open
   */
  public PersistenceVerticle(
      Bus bus,
      DatabaseSource source,
      StorageLimits limits,
      Function<Database, List<Store>> stores) {
    this.bus = bus;
    this.source = source;
    this.limits = limits;
    this.stores = stores;
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(
            () -> {
              source.prepare();
              return source.open(vertx, limits);
            })
        .map(
            opened -> {
              database = opened;
              open = stores.apply(database);
              open.forEach(store -> store.answerOn(bus));
              return opened;
            });
  }

  @Override
  public Future<?> stop() {
    return Future.join(open.stream().map(Store::drain).toList())
        .eventually(database::close)
        .eventually(
            () ->
                vertx.executeBlocking(
                    () -> {
                      source.release();
                      return null;
                    }));
  }
}
