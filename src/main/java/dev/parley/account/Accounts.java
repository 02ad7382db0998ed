package dev.parley.account;

import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.Stores;
import dev.parley.http.Routes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * What the REST operations on accounts need.
 *
 * @param stores of the context that they are carried out on
 * @param open whether whoever gives a name may come in
 */
public record Accounts(
    Bus bus,
    Stores stores,
    Ids ids,
    Clock clock,
    SecureRandom random,
    Passwords passwords,
    Avatars avatars,
    AccountLimits limits,
    boolean open) {

  /** All of them. */
  public List<Routes> routes() {
    SignIns signIns = new SignIns(stores, ids, clock, random, passwords, limits);
    return List.of(
        new AccountRoutes(this, signIns),
        new MeRoutes(this, signIns),
        new TwoFactorRoutes(this, signIns),
        new SessionRoutes(this),
        new PeopleRoutes(this),
        new InvitationRoutes(this),
        new SettingsRoutes(this));
  }
}
