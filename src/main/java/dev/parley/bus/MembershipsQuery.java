package dev.parley.bus;

/**
 * Asks for the rooms that somebody belongs to, of all kinds; answered by {@link
 * Reply.MembershipsListed}, by any of the room verticles.
 *
 * @param actor who asks for its own
 * @param before only rooms made before this one; null begins with the newest
 * @param limit the most rooms to list, from 1 to {@link DirectoryQuery#MAX_LIMIT}
 */
public record MembershipsQuery(Actor actor, RoomId before, int limit) implements BusMessage {

  public MembershipsQuery {
    if (limit < 1 || limit > DirectoryQuery.MAX_LIMIT) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER,
          "limit must be from 1 to " + DirectoryQuery.MAX_LIMIT + ".");
    }
  }
}
