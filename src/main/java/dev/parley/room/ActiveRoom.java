package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.PersonId;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** A room that somebody is in: its state, when that is ready for use, and what is going on. */
final class ActiveRoom {

  final RoomState state;

  /** Who is in it with each connection of this node. */
  final Map<ConnectionId, Actor> present = new HashMap<>();

  /** The state, once it follows the log. */
  Future<RoomState> ready;

  /** What decides what people may do in it; null while that is being looked up. */
  RoomAccess access;

  /** Complete when that isn't being looked up. */
  Future<Void> accessLoad = Future.succeededFuture();

  /** Whether it has changed since that look-up began. */
  boolean accessOvertaken;

  /** How many are about to come in. */
  int entering;

  /** Whether a hole is being filled. */
  boolean filling;

  /** Whether news of a crowd is being gathered. */
  boolean gathering;

  ActiveRoom(RoomState state) {
    this.state = state;
  }

  /**
   * Takes in what somebody is on the server now.
   *
   * @return whether somebody who is here was something else
   */
  boolean know(PersonId person, ServerRole role) {
    boolean changed = false;
    for (Map.Entry<ConnectionId, Actor> each : present.entrySet()) {
      Actor actor = each.getValue();
      if (person.equals(actor.id()) && actor.role() != role) {
        each.setValue(new Actor(actor.name(), person, role, actor.from()));
        changed = true;
      }
    }
    return changed;
  }
}
