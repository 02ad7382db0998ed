package dev.parley.rights;

/** What an access token is good for. */
public enum Scope {
  /** Reading what its person may read. */
  READ,
  /** Writing, and changing rooms. */
  WRITE,
  /** What administrators do. */
  ADMIN,
  /** Nothing that a token could have: it takes a session that signed in with a password. */
  NEVER
}
