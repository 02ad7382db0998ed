package dev.parley.rights;

/** For whom a room is there. */
public enum RoomKind {
  /** For everybody on the server. */
  PUBLIC,
  /** For those who were invited; for all others it isn't there. */
  PRIVATE,
  /** A conversation of two to eight people, always the same ones. */
  DIRECT
}
