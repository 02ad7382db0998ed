package dev.parley.room;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Amended;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Decides and changes, one change of a room at a time: if the room has changed between the two, on
 * another node say, it is decided anew.
 *
 * <p>Belongs to the verticle's context. Of a room, {@link #MAX_WAITING} changes wait at most.
 */
final class Redeciding {

  /** What an attempt gives that had nothing to change. */
  static final Amended NOTHING = new Amended(true);

  /** The most changes of a room that are made and wait. */
  static final int MAX_WAITING = 1_000;

  private static final int TRIES = 20;

  /** The longest pause between two tries, in milliseconds. */
  private static final int PAUSE_MS = 50;

  /** The changes of a room, in the order in which they came. */
  private static final class Line {
    Future<?> last = Future.succeededFuture();
    int length;
  }

  private final Map<RoomId, Line> lines = new HashMap<>();
  private final Vertx vertx;
  private final RoomAccesses accesses;

  Redeciding(Vertx vertx, RoomAccesses accesses) {
    this.vertx = vertx;
    this.accesses = accesses;
  }

  /**
   * Waits for the changes of the room that came before, then tries until this one is made, or
   * refused.
   *
   * @param attempt decides by what is known of the room then
   * @return fails with {@code overloaded} if too many wait
   */
  Future<Void> run(RoomId room, Supplier<Future<Amended>> attempt) {
    Line line = lines.computeIfAbsent(room, first -> new Line());
    if (line.length >= MAX_WAITING) {
      return Future.failedFuture(new Failure(FailureCode.OVERLOADED));
    }
    line.length++;
    Future<Void> change = line.last.transform(before -> run(room, attempt, TRIES));
    line.last = change;
    return change.onComplete(
        done -> {
          if (--line.length == 0) {
            lines.remove(room);
          }
        });
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
              Future<Void> known = accesses.changed(room);
              if (amended.done()) {
                return known; // whoever is out hears nothing of what is said after the answer
              }
              return tries > 1
                  ? pause().compose(paused -> run(room, attempt, tries - 1))
                  : Future.failedFuture(new Failure(FailureCode.OVERLOADED));
            });
  }

  /** By chance, or two nodes would get in each other's way again and again. */
  private Future<?> pause() {
    return vertx.timer(1 + ThreadLocalRandom.current().nextInt(PAUSE_MS), TimeUnit.MILLISECONDS);
  }
}
