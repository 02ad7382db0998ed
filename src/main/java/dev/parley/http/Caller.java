package dev.parley.http;

import dev.parley.bus.Actor;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import dev.parley.bus.SessionId;
import dev.parley.rights.Scope;
import dev.parley.rights.ServerRole;
import java.time.Instant;
import java.util.Set;

/**
 * Who is behind a request or a connection.
 *
 * @param actor without a name if it says that itself, or has to sign in first
 * @param session the session that it is signed in with, null for none
 * @param scopes what its access token is good for; empty if it is no token
 * @param displayName what others are shown beside the name; null if there is none
 * @param until when the session ends, if it isn't used; null for never
 * @param cookieIsOld whether its browser should be told again to keep the cookie
 */
public record Caller(
    Actor actor,
    SessionId session,
    Set<Scope> scopes,
    String displayName,
    Instant until,
    boolean cookieIsOld) {

  /** Somebody who says itself who it is. */
  public static final Caller ANYBODY = new Caller(Actor.ANYBODY, null, Set.of());

  /** Somebody who has to sign in first. */
  public static final Caller NOBODY = new Caller(Actor.NOBODY, null, Set.of());

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Somebody of whom nothing more is known, for as long as nobody says otherwise. */
  public Caller(Actor actor, SessionId session, Set<Scope> scopes) {
    this(actor, session, scopes, null, null);
  }

  /** Somebody whose browser knows how long it is signed in, or who has none. */
  public Caller(
      Actor actor, SessionId session, Set<Scope> scopes, String displayName, Instant until) {
    this(actor, session, scopes, displayName, until, false);
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
  public Caller from(String address) {
    return acting(actor.from(address));
  }

  /** The same, acting as this one. */
  public Caller acting(Actor as) {
    return new Caller(as, session, scopes, displayName, until, cookieIsOld);
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
