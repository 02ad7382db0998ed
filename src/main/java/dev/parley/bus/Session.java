package dev.parley.bus;

import dev.parley.rights.Scope;
import java.time.Instant;
import java.util.Set;

/**
 * What somebody is signed in with.
 *
 * @param label what the browser says it is, or what its person calls an access token
 * @param scopes what an access token is good for; empty for a browser's session
 * @param address where it was last used from
 * @param seenAt when it was last used, to a few minutes
 * @param expiresAt null for never
 */
public record Session(
    SessionId id,
    PersonId person,
    Kind kind,
    String label,
    Set<Scope> scopes,
    String address,
    Instant createdAt,
    Instant seenAt,
    Instant expiresAt) {

  /** What it is for. */
  public enum Kind {
    /** A browser, by a cookie. */
    BROWSER,
    /** A program, by an access token. */
    TOKEN
  }

  /** The most characters of a label. */
  public static final int MAX_LABEL = 200;

  public Session {
    scopes = Set.copyOf(scopes);
  }
}
