package dev.parley.flow;

import dev.parley.rights.Action;
import dev.parley.rights.Door;

/**
 * One thing to try at a door.
 *
 * @param entry as {@code doors.csv} has it
 * @param action what the table is asked for
 */
record WalkStep(Door door, String entry, Action action, Try trying) {

  /** Tries it. */
  interface Try {
    WalkOutcome as(WalkWorld world, Walker walker, WalkPlace place) throws Exception;
  }

  @Override
  public String toString() {
    return door + " " + entry + " " + action.text();
  }
}
