package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.rights.Action;
import dev.parley.rights.Decision;
import dev.parley.rights.Rights;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;

/**
 * What is asked of a caller before anything is looked up: whether it may do what is of no room, and
 * whether its access token is good for it. Rights in rooms are asked by the room.
 */
public final class Entrance {

  private Entrance() {}

  /**
   * Lets a caller through.
   *
   * @throws Failure {@code not_signed_in} or {@code forbidden}
   */
  public static void require(Caller caller, Action action) {
    Decision decision = Rights.TABLE.decide(action, caller.actor().role().standing());
    boolean nobody = caller.actor().role() == ServerRole.NOBODY;
    if (decision == Decision.SIGN_IN || action.isOfRoom() && nobody) {
      throw new Failure(FailureCode.NOT_SIGNED_IN);
    }
    if (decision != Decision.YES && !action.isOfRoom()) {
      throw new Failure(FailureCode.FORBIDDEN);
    }
    requireScope(caller, Rights.TABLE.scope(action));
  }

  private static void requireScope(Caller caller, Scope scope) {
    if (!caller.scopes().isEmpty() && !caller.scopes().contains(scope)) {
      throw new Failure(FailureCode.FORBIDDEN, "This access token isn't good for that.");
    }
  }
}
