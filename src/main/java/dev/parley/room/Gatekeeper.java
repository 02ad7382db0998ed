package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply;
import dev.parley.bus.RoomCommand;
import dev.parley.bus.RoomCommand.PostMessage;
import dev.parley.bus.RoomId;
import dev.parley.rights.Action;
import dev.parley.rights.Decision;
import dev.parley.rights.Rights;
import dev.parley.rights.Standing;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Asks for each command that somebody gives whether that one may, by the table of rights, before it
 * is carried out; in the order in which they came. What the server does by itself passes.
 *
 * <p>For whom a room isn't there, it takes as long to hear so as of a room that is none.
 *
 * <p>Belongs to the verticle's context.
 */
final class Gatekeeper {

  private final RoomAccesses accesses;
  private final SlowMode slowMode;
  private final Supplier<Instant> now;
  private final Turns turns = new Turns();

  Gatekeeper(RoomAccesses accesses, SlowMode slowMode, Supplier<Instant> now) {
    this.accesses = accesses;
    this.slowMode = slowMode;
    this.now = now;
  }

  /** Has a command carried out, if whoever gives it may. */
  Future<? extends Reply> pass(RoomCommand command, Supplier<Future<? extends Reply>> carryingOut) {
    if (command.actor() == null) {
      return inTurn(command.room(), carryingOut);
    }
    if (!command.action().isOfRoom()) {
      Failure refusal = refusal(command.action(), command.actor());
      return refusal == null ? carryingOut.get() : Future.failedFuture(refusal);
    }
    RoomAccess atHand = accesses.atHand(command.room());
    if (atHand != null && turns.isFree(command.room())) {
      return decide(command, atHand, false, carryingOut);
    }
    return turns
        .take(command.room(), accesses.find(command.room(), command.actor()))
        .compose(found -> decide(command, newest(command, found), true, carryingOut));
  }

  /** Somebody goes, say: not before it has come. */
  private Future<? extends Reply> inTurn(
      RoomId room, Supplier<Future<? extends Reply>> carryingOut) {
    return turns.isFree(room)
        ? carryingOut.get()
        : turns.take(room, Future.succeededFuture()).transform(turn -> carry(carryingOut));
  }

  private static Future<Reply> carry(Supplier<Future<? extends Reply>> carryingOut) {
    return carryingOut.get().map(reply -> reply);
  }

  /** What has come to hand meanwhile may be newer than what was found. */
  private RoomAccess newest(RoomCommand command, RoomAccess found) {
    RoomAccess atHand = accesses.atHand(command.room());
    return atHand == null ? found : atHand;
  }

  private Future<? extends Reply> decide(
      RoomCommand command,
      RoomAccess access,
      boolean lookedUp,
      Supplier<Future<? extends Reply>> carryingOut) {
    Failure refusal = refusal(command, access);
    if (refusal == null) {
      return carryingOut.get();
    }
    return refusal.code() == FailureCode.ROOM_NOT_FOUND && !lookedUp
        ? accesses
            .find(command.room(), command.actor())
            .transform(sameTime -> Future.failedFuture(refusal))
        : Future.failedFuture(refusal);
  }

  /**
   * Asks once more, when something has been waited for since.
   *
   * @return fails as the command would
   */
  Future<Void> passAgain(RoomCommand command) {
    RoomAccess atHand = accesses.atHand(command.room());
    return atHand == null
        ? turns
            .take(command.room(), accesses.find(command.room(), command.actor()))
            .compose(found -> require(refusal(command, newest(command, found))))
        : require(refusal(command, atHand));
  }

  private static Future<Void> require(Failure refusal) {
    return refusal == null ? Future.succeededFuture() : Future.failedFuture(refusal);
  }

  private Failure refusal(RoomCommand command, RoomAccess access) {
    Action action = command.action();
    if (action == Action.ROOM_DELETE_OWN
        && refusal(Action.ROOM_DELETE_ANY, command.actor(), access) == null) {
      return null;
    }
    Failure refusal = refusal(action, command.actor(), access);
    return refusal == null && command instanceof PostMessage post ? tooSoon(post, access) : refusal;
  }

  /** Whoever keeps order doesn't have to wait. */
  private Failure tooSoon(PostMessage post, RoomAccess access) {
    if (access.slowMode() == 0
        || refusal(Action.ROOM_MUTE, post.actor(), access) == null
        || post.actor().name() == null) {
      return null;
    }
    Duration wait =
        slowMode.admit(post.room(), post.actor(), post.nonce(), access.slowMode(), now.get());
    return wait == null ? null : new Failure(FailureCode.SLOW_MODE, wait);
  }

  /** Why somebody may not do something on the server; null if it may. */
  static Failure refusal(Action action, Actor actor) {
    return refusal(Rights.TABLE.decide(action, actor.role().standing()));
  }

  /**
   * Why somebody who is in a room may be there no more; null if it may. A ban is called that, since
   * they know of the room, also where it isn't there for them from now on.
   */
  static Failure refusalToRead(Actor actor, RoomAccess access) {
    Failure refusal = refusalToReadNow(actor, access);
    boolean hidden = refusal != null && refusal.code() == FailureCode.ROOM_NOT_FOUND;
    return hidden && access.isBanned(actor) ? new Failure(FailureCode.BANNED) : refusal;
  }

  private static Failure refusalToReadNow(Actor actor, RoomAccess access) {
    return refusal(Rights.TABLE.decide(Action.ROOM_READ, Standings.of(actor, access)));
  }

  /** Why somebody may not do something in a room; null if it may. */
  Failure refusal(Action action, Actor actor, RoomAccess access) {
    Failure refusal = refusal(Rights.TABLE.decide(action, Standings.of(actor, access)));
    if (refusal != null) {
      return refusal;
    }
    if (Rights.TABLE.takesAccount(action) && !actor.hasAccount()) {
      return new Failure(FailureCode.NOT_SIGNED_IN);
    }
    if (access.archived() && !Rights.TABLE.isAllowedInArchive(action)) {
      return new Failure(FailureCode.ROOM_ARCHIVED);
    }
    return Rights.TABLE.isAllowedToMuted(action) ? null : muted(actor, access);
  }

  private Failure muted(Actor actor, RoomAccess access) {
    if (access.restraints().isEmpty()) {
      return null;
    }
    Instant at = now.get();
    Instant until = access.mutedUntil(actor, at);
    return until == null ? null : new Failure(FailureCode.MUTED, Duration.between(at, until));
  }

  /** Why somebody may not do something to somebody else in a room; null if it may. */
  Failure refusal(Action action, Footing footing) {
    Failure refusal = refusal(action, footing.actor(), footing.access());
    if (refusal != null || !Rights.TABLE.isByRank(action)) {
      return refusal;
    }
    Standing own = Standings.of(footing.actor(), footing.access());
    return Standings.of(footing.other(), footing.theirs()).isBelow(own)
        ? null
        : new Failure(FailureCode.FORBIDDEN, "You may do this only to those below you.");
  }

  private static Failure refusal(Decision decision) {
    return switch (decision) {
      case YES -> null;
      case NO -> new Failure(FailureCode.FORBIDDEN);
      case SIGN_IN -> new Failure(FailureCode.NOT_SIGNED_IN);
      case HIDDEN -> new Failure(FailureCode.ROOM_NOT_FOUND);
      case BANNED -> new Failure(FailureCode.BANNED);
    };
  }
}
