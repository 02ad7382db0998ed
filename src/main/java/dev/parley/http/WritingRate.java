package dev.parley.http;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;

/**
 * How often somebody may have something written otherwise than by posting: changes of a room, which
 * show in its log, and reports. They count as messages of the person; those of guests, who may have
 * any number of names, count for their address too. Safe for any thread.
 *
 * @param people all that each writes, messages too
 * @param guests by what is written of their address
 */
public record WritingRate(RateLimit<PersonName> people, RateLimit<String> guests) {

  /**
   * Counts one.
   *
   * @throws Failure {@code rate_limited}
   */
  public void require(Actor actor) {
    if (!actor.hasAccount() && actor.from() != null) {
      require(guests.take(actor.from()));
    }
    if (actor.name() != null) {
      require(people.take(actor.name()));
    }
  }

  private static void require(Permit permit) {
    if (!permit.allowed()) {
      throw new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
    }
  }
}
