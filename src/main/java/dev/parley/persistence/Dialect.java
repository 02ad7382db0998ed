package dev.parley.persistence;

/** Which database it is, where that makes a difference to a statement. */
public enum Dialect {
  /** One file, one writer. */
  SQLITE,
  /** A server, and writers on other nodes. */
  POSTGRESQL
}
