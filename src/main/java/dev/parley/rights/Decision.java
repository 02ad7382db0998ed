package dev.parley.rights;

/** What the table says. */
public enum Decision {
  /** It may be done. */
  YES,
  /** It may not be done. */
  NO,
  /** It may be done after signing in. */
  SIGN_IN,
  /** The room isn't there for this one. */
  HIDDEN,
  /** This one may not be in the room any more. */
  BANNED
}
