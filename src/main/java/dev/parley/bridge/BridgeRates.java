package dev.parley.bridge;

import dev.parley.bus.Actor;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.http.WritingRate;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;

/**
 * How much the clients of bridges may ask.
 *
 * @param posts messages of a person, whatever way they come
 * @param changes of rooms, which count as messages, and reports
 * @param frames what else one client sends
 * @param subscriptions rooms that one client follows; 0 for no limit
 */
public record BridgeRates(
    RateLimit<PersonName> posts,
    WritingRate changes,
    RateLimit<ConnectionId> frames,
    int subscriptions) {

  void requirePost(PersonName person) {
    require(posts.take(person));
  }

  void requireChange(Actor actor) {
    changes.require(actor);
  }

  void requireFrame(ConnectionId session) {
    require(frames.take(session));
  }

  private static void require(Permit permit) {
    if (!permit.allowed()) {
      throw new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
    }
  }

  void requireSubscription(int followed) {
    if (subscriptions > 0 && followed >= subscriptions) {
      throw new Failure(FailureCode.TOO_MANY_SUBSCRIPTIONS);
    }
  }
}
