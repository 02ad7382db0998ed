package dev.parley.account;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonQuery.FindName;
import dev.parley.bus.Reply.NameFound;
import dev.parley.bus.ReservedNames;
import dev.parley.bus.Stores;
import io.vertx.core.Future;

/**
 * Keeps guests from calling themselves what an account is called, one that is deactivated or was
 * deleted too, or what the server calls itself.
 */
public final class GuestNames {

  private final Stores stores;

  /** Asks these stores. */
  public GuestNames(Stores stores) {
    this.stores = stores;
  }

  /** Gives the guest back; fails with {@code forbidden} if the name is somebody else's. */
  public Future<Actor> require(Actor guest) {
    if (ReservedNames.contains(guest.name())) {
      return Future.failedFuture(
          new Failure(FailureCode.FORBIDDEN, "This name is the server's own."));
    }
    return stores
        .ask(new FindName(guest.name().key()), NameFound.class)
        .compose(
            found ->
                found.taken()
                    ? Future.failedFuture(
                        new Failure(FailureCode.FORBIDDEN, "This name belongs to an account."))
                    : Future.succeededFuture(guest));
  }
}
