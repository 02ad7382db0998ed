package dev.parley.bus;

/**
 * Asks for the list of rooms, newest first; answered by {@link Reply.RoomsListed}.
 *
 * @param actor who wants it: rooms that are not there for them are not in it; null for those that
 *     are public
 * @param before only rooms made before this one; null begins with the newest
 * @param limit the most rooms to list, from 1 to {@link #MAX_LIMIT}
 */
public record DirectoryQuery(Actor actor, RoomId before, int limit) implements BusMessage {

  /** The largest page of rooms. */
  public static final int MAX_LIMIT = 1000;

  public DirectoryQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, "limit must be from 1 to " + MAX_LIMIT + ".");
    }
  }
}
