package dev.parley.http;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.bus.SessionId;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;
import java.util.Set;

/**
 * Who is behind a request or a connection.
 *
 * @param actor without a name if it says that itself, or has to sign in first
 * @param session the session that it is signed in with, null for none
 * @param scopes what its access token is good for; empty if it is no token
 */
public record Caller(Actor actor, SessionId session, Set<Scope> scopes) {

  /** Somebody who says itself who it is. */
  public static final Caller ANYBODY = new Caller(Actor.ANYBODY, null, Set.of());

  /** Somebody who has to sign in first. */
  public static final Caller NOBODY = new Caller(Actor.NOBODY, null, Set.of());

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Somebody without an account whom an application vouches for. */
  public Caller(PersonName person) {
    this(Actor.trusted(person), null, Set.of());
  }

  /** Whether it is known who it is. */
  public boolean isKnown() {
    return actor.name() != null;
  }

  /**
   * Whether it is signed in by Parley's own cookie, which browsers send by themselves; access
   * tokens have scopes.
   */
  public boolean isByCookie() {
    return session != null && scopes.isEmpty();
  }

  /** The same, known to come from this network address. */
  Caller from(String address) {
    return new Caller(actor.from(address), session, scopes);
  }

  /**
   * Whom it acts as. For somebody who says itself who it is, {@link Names} has to compare that with
   * the names of the accounts.
   *
   * @param claimed the name that it gave, null for none
   * @throws Failure {@code not_signed_in}, {@code invalid_username}, or {@code forbidden} if it is
   *     somebody else's
   */
  Actor as(String claimed) {
    if (actor.role() == ServerRole.NOBODY) {
      throw new Failure(FailureCode.NOT_SIGNED_IN);
    }
    if (!isKnown()) {
      return new Actor(PersonName.parse(claimed), null, actor.role(), actor.from());
    }
    if (claimed != null && !PersonName.parse(claimed).key().equals(actor.name().key())) {
      throw new Failure(FailureCode.FORBIDDEN, "You may not act as somebody else.");
    }
    return actor;
  }
}
