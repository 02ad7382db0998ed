package dev.parley.room;

import dev.parley.bus.Reply.HeadsRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery;
import dev.parley.bus.RoomQuery.SelectHeads;
import dev.parley.bus.Stores;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database how far the logs of the rooms go. The bus delivers at most once, and a lost
 * event shows by the next one only: without this, the last one before a silence would stay missing.
 *
 * <p>Belongs to the verticle's context. It reads {@link RoomQuery#MAX_HEADS} at once and one such
 * piece after the other, so that many rooms don't hold up those who wait for the database; where
 * there are no rooms, it asks nothing.
 */
final class HeadCheck {

  private static final Logger log = LoggerFactory.getLogger(HeadCheck.class);

  private final Stores stores;
  private final Supplier<List<RoomId>> rooms;
  private final Consumer<Head> heads;
  private final Consumer<RoomId> missing;
  private boolean running;

  /**
   * Checks these rooms.
   *
   * @param rooms those to ask for, as they are when a check begins
   * @param heads hears what the database says; it may be older than what the room knows by then
   * @param missing hears of the rooms that aren't there any more
   */
  HeadCheck(
      Stores stores, Supplier<List<RoomId>> rooms, Consumer<Head> heads, Consumer<RoomId> missing) {
    this.stores = stores;
    this.rooms = rooms;
    this.heads = heads;
    this.missing = missing;
  }

  /** Checks once, unless the last check goes on still: a slow database isn't asked more for it. */
  void run() {
    if (!running) {
      running = true;
      // the next check tries again, and storage says by itself that it doesn't work
      checkFrom(0, rooms.get())
          .onFailure(error -> log.debug("head_check_failed error={}", error.getMessage()))
          .onComplete(ended -> running = false);
    }
  }

  private Future<Void> checkFrom(int first, List<RoomId> all) {
    if (first >= all.size()) {
      return Future.succeededFuture();
    }
    int end = Math.min(all.size(), first + RoomQuery.MAX_HEADS);
    SelectHeads piece = new SelectHeads(all.subList(first, end));
    return stores
        .ask(piece, HeadsRead.class)
        .onSuccess(read -> compare(piece.rooms(), read.heads()))
        .compose(read -> checkFrom(end, all));
  }

  private void compare(List<RoomId> asked, List<Head> found) {
    found.forEach(heads);
    Set<RoomId> gone = new HashSet<>(asked);
    found.forEach(head -> gone.remove(head.room()));
    gone.forEach(missing);
  }
}
