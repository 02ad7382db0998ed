package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Basis;
import dev.parley.bus.RoomId;
import java.time.Instant;

/**
 * What it is decided by whether somebody may do something to somebody else in a room.
 *
 * @param access what decides what the one may
 * @param theirs what decides what the other one may
 */
record Footing(RoomId room, Actor actor, RoomAccess access, Actor other, RoomAccess theirs) {

  /** What a change goes out from; the two may have been looked up one after the other. */
  Basis basis(Instant now) {
    return new Basis(room, Math.min(access.version(), theirs.version()), actor, now);
  }
}
