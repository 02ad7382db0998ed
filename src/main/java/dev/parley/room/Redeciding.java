package dev.parley.room;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Decides and changes: if the room has changed between the two, on another node say, it is decided
 * anew.
 */
final class Redeciding {

  /** What an attempt gives that had nothing to change. */
  static final Amended NOTHING = new Amended(true);

  private static final int TRIES = 5;

  private final RoomAccesses accesses;

  Redeciding(RoomAccesses accesses) {
    this.accesses = accesses;
  }

  /**
   * Tries until the change is made, or refused.
   *
   * @param attempt decides by what is known of the room then
   */
  Future<Void> run(RoomId room, Supplier<Future<Amended>> attempt) {
    return run(room, attempt, TRIES);
  }

  private Future<Void> run(RoomId room, Supplier<Future<Amended>> attempt, int tries) {
    return attempt
        .get()
        .compose(
            amended -> {
              if (amended == NOTHING) {
                return Future.succeededFuture();
              }
              // at once, rather than when the nodes are told
              accesses.changed(room);
              if (amended.done()) {
                return Future.succeededFuture();
              }
              return tries > 1
                  ? run(room, attempt, tries - 1)
                  : Future.failedFuture(new Failure(FailureCode.OVERLOADED));
            });
  }
}
