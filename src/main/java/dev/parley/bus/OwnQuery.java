package dev.parley.bus;

/**
 * Asks for what somebody has for themself in all rooms that they may read now; answered by any of
 * the room verticles.
 */
public sealed interface OwnQuery extends BusMessage {

  /** Who asks for its own. */
  Actor actor();

  /** Hands this question to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** What they have begun to write; answered by {@link Reply.DraftsFound}. */
  record ListDrafts(Actor actor) implements OwnQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listDrafts(this);
    }
  }

  /**
   * The threads that they follow, newest reply first; answered by {@link Reply.ThreadsListed}.
   *
   * @param before null for the first page
   * @param limit the most to list, from 1 to {@link FollowQuery#MAX_LIMIT}
   */
  record ListThreads(Actor actor, ThreadCursor before, int limit) implements OwnQuery {
    public ListThreads {
      if (limit < 1 || limit > FollowQuery.MAX_LIMIT) {
        throw new Failure(
            FailureCode.INVALID_PARAMETER,
            "limit must be from 1 to " + FollowQuery.MAX_LIMIT + ".");
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listThreads(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R listDrafts(ListDrafts query);

    R listThreads(ListThreads query);
  }
}
