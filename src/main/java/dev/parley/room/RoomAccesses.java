package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.MemberQuery.SelectAccess;
import dev.parley.bus.MemberQuery.SelectWholeAccess;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What decides what people may do in rooms. A room that somebody is in has all of it at hand, so
 * that no message waits for the database; of any other, what there is of one person is looked up by
 * key each time.
 *
 * <p>Belongs to the verticle's context.
 */
final class RoomAccesses {

  private static final Logger log = LoggerFactory.getLogger(RoomAccesses.class);

  /** After how long it is tried again to look something up, in milliseconds. */
  private static final long RETRY_MS = 1000;

  private final Vertx vertx;
  private final Stores stores;
  private final Map<RoomId, ActiveRoom> rooms;
  private final BiConsumer<RoomId, ActiveRoom> known;

  /**
   * Knows of these rooms, which come and go.
   *
   * @param known hears that what people may do in a room is known anew
   */
  RoomAccesses(
      Vertx vertx,
      Stores stores,
      Map<RoomId, ActiveRoom> rooms,
      BiConsumer<RoomId, ActiveRoom> known) {
    this.vertx = vertx;
    this.stores = stores;
    this.rooms = rooms;
    this.known = known;
  }

  /** Of everybody, if it is at hand; null otherwise. */
  RoomAccess atHand(RoomId room) {
    ActiveRoom active = rooms.get(room);
    return active == null ? null : active.access;
  }

  /** Of one person, from the database; fails with {@code room_not_found}. */
  Future<RoomAccess> find(RoomId room, Actor actor) {
    String name = actor.name() == null ? null : actor.name().key();
    return stores
        .ask(new SelectAccess(room, actor.id(), name), AccessFound.class)
        .map(RoomAccess::of);
  }

  /** Of one person at least: what is at hand, or else from the database. */
  Future<RoomAccess> of(RoomId room, Actor actor) {
    RoomAccess atHand = atHand(room);
    return atHand == null ? find(room, actor) : Future.succeededFuture(atHand);
  }

  /** Of two people. */
  Future<Footing> of(RoomId room, Actor actor, Actor other) {
    return Future.all(of(room, actor), of(room, other))
        .map(both -> new Footing(room, actor, both.resultAt(0), other, both.resultAt(1)));
  }

  /** Looks up what people may do in a room, and has it at hand from then on. */
  Future<Void> load(RoomId room, ActiveRoom active) {
    active.accessLoad = read(room, active);
    return active.accessLoad;
  }

  private Future<Void> read(RoomId room, ActiveRoom active) {
    active.accessOvertaken = false;
    return stores
        .ask(new SelectWholeAccess(room), AccessFound.class)
        .compose(
            found -> {
              if (active.accessOvertaken) {
                return read(room, active); // it may be from before the change
              }
              active.access = RoomAccess.of(found);
              known.accept(room, active);
              return Future.succeededFuture();
            });
  }

  /**
   * Something has changed: what was known of the room doesn't count any more.
   *
   * @return done when it is known anew, so that whoever may be there no more is out; or when that
   *     couldn't be read, which is tried again
   */
  Future<Void> changed(RoomId room) {
    ActiveRoom active = rooms.get(room);
    if (active == null) {
      return Future.succeededFuture();
    }
    active.access = null;
    active.accessOvertaken = true;
    if (active.accessLoad.isComplete()) {
      reload(room, active);
    }
    return active.accessLoad.otherwiseEmpty();
  }

  /** Nobody knows what has changed. */
  void allChanged() {
    rooms.keySet().forEach(this::changed);
  }

  private void reload(RoomId room, ActiveRoom active) {
    load(room, active)
        .onFailure(
            error -> {
              if (rooms.get(room) == active) { // it may just have been deleted
                log.info("access_not_read room={} error={}", room, error.getMessage());
                vertx.setTimer(RETRY_MS, timer -> retry(room, active));
              }
            });
  }

  private void retry(RoomId room, ActiveRoom active) {
    if (rooms.get(room) == active && active.access == null && active.accessLoad.isComplete()) {
      reload(room, active);
    }
  }
}
