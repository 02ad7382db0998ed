package dev.parley.http;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.rights.ServerRole;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * Compares the names that guests give themselves with those of the accounts: nobody passes for
 * somebody who has one.
 */
public final class Names {

  private final Function<Actor, Future<Actor>> guests;

  /**
   * Asks about each guest.
   *
   * @param guests gives the guest back, or fails with {@code forbidden} if the name belongs to an
   *     account
   */
  public Names(Function<Actor, Future<Actor>> guests) {
    this.guests = guests;
  }

  /**
   * Asks about somebody who is here with a connection once more.
   *
   * @return fails with {@code forbidden} if the name belongs to an account by now
   */
  Future<Actor> again(Actor actor) {
    return actor.role() == ServerRole.GUEST ? guests.apply(actor) : Future.succeededFuture(actor);
  }

  /**
   * Whom a caller acts as.
   *
   * @param claimed the name that it gave, null for none
   * @return fails with {@code not_signed_in}, {@code invalid_username} or {@code forbidden}
   */
  public Future<Actor> claim(Caller caller, String claimed) {
    try {
      Actor actor = caller.as(claimed);
      return caller.isKnown() ? Future.succeededFuture(actor) : guests.apply(actor);
    } catch (Failure failure) {
      return Future.failedFuture(failure);
    }
  }
}
