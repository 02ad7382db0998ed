package dev.parley.persistence;

import dev.parley.bus.Bus;
import io.vertx.core.Future;

/**
 * The part of the database that belongs to one feature: its SQL, and the bus address where it
 * answers.
 */
public interface Store {

  /** Begins to answer on the bus. Called once, on the persistence verticle's context. */
  void answerOn(Bus bus);

  /**
   * Refuses what is yet to come as {@code stopping}; ends when what it has taken on is done. Called
   * once, on the same context, before the database is closed.
   */
  default Future<Void> drain() {
    return Future.succeededFuture();
  }
}
