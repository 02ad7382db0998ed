package dev.parley.bus;

import java.time.Instant;

/**
 * What is asked of the table of who follows which thread. A message that is a reply stands for the
 * thread it is in.
 */
public sealed interface FollowQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.followStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Follow a thread from now on, what was written in it until now being read, or follow it no more;
   * answered by {@link Reply.ThreadFound}, and told to the person's devices after the commit.
   */
  record SetFollow(PersonId person, RoomId room, MessageId message, boolean following, Instant at)
      implements FollowQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setFollow(this);
    }
  }

  /**
   * Somebody has read a thread up to there, or further before; answered by {@link
   * Reply.ThreadFound}, and told to the person's devices after the commit. Where nothing is
   * followed, nothing is kept.
   */
  record MarkThread(PersonId person, RoomId room, MessageId message, Seq seq)
      implements FollowQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.markThread(this);
    }
  }

  /**
   * Read a page of the threads that somebody follows, newest reply first; answered by {@link
   * Reply.ThreadsFound}.
   *
   * @param before null for the first page
   */
  record SelectFollowed(PersonId person, ThreadCursor before, int limit) implements FollowQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectFollowed(this);
    }
  }

  /** The largest page of threads. */
  int MAX_LIMIT = 50;

  /** One method per kind. */
  interface Visitor<R> {
    R setFollow(SetFollow query);

    R markThread(MarkThread query);

    R selectFollowed(SelectFollowed query);
  }
}
