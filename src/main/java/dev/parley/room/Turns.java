package dev.parley.room;

import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the commands of a room in their order while something has to be looked up for one of them:
 * the look-ups go on at the same time, but what follows them waits for what came before.
 *
 * <p>Belongs to the verticle's context. It holds a room for as long as a command of it waits.
 */
final class Turns {

  private final Map<RoomId, Future<?>> last = new HashMap<>();

  /** Whether nobody of this room waits. */
  boolean isFree(RoomId room) {
    return !last.containsKey(room);
  }

  /**
   * Waits for a look-up, and until it is this one's turn.
   *
   * @return ends as the look-up does: fails as soon as that does, since who gets nothing has nobody
   *     to wait for; otherwise whoever listens to it is served before who comes later
   */
  <T> Future<T> take(RoomId room, Future<T> lookup) {
    Future<?> before = last.get(room);
    Future<T> turn = before == null ? lookup : before.transform(ended -> lookup);
    last.put(room, turn);
    turn.onComplete(ended -> last.remove(room, turn));
    Promise<T> served = Promise.promise();
    lookup.onFailure(served::tryFail);
    turn.onSuccess(served::tryComplete);
    return served.future();
  }
}
