package dev.parley.rights;

/** By which way somebody comes. */
public enum Door {
  /** An operation of the REST interface, by its id. */
  REST,
  /** A frame of the plain protocol, by its type; {@code open} is the upgrade. */
  PLAIN,
  /** A frame of the full protocol, by its type; {@code open} is the upgrade. */
  SOCKET,
  /** An address of the public event bus, with {@code <room_id>} for a room's. */
  BUS
}
