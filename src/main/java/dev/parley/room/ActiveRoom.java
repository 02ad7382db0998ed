package dev.parley.room;

import io.vertx.core.Future;

/** A room that somebody is in: its state, when that is ready for use, and what is going on. */
final class ActiveRoom {

  final RoomState state;

  /** The state, once it follows the log. */
  Future<RoomState> ready;

  /** How many are about to come in. */
  int entering;

  /** Whether a hole is being filled. */
  boolean filling;

  /** Whether news of a crowd is being gathered. */
  boolean gathering;

  ActiveRoom(RoomState state) {
    this.state = state;
  }
}
