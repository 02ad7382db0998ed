package dev.parley.persistence;

import dev.parley.bus.Bus;

/**
 * The part of the database that belongs to one feature: its SQL, and the bus address where it
 * answers.
 */
public interface Store {

  /** Begins to answer on the bus. Called once, on the persistence verticle's context. */
  void answerOn(Bus bus);
}
