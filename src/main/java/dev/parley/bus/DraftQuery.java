package dev.parley.bus;

/** What is asked of the table of drafts. */
public sealed interface DraftQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.draftStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Keep a draft, unless a later one of the place is kept; answered by {@link Reply.DraftKept} with
   * the one that is, and told to the person's devices after the commit. Beyond as many as one
   * person may have, the oldest is gone. A thread has to be one of the room's.
   *
   * @param draft with the time it was written at
   * @param from the socket that is told nothing; null for none
   */
  record PutDraft(PersonId person, Draft draft, ConnectionId from) implements DraftQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.putDraft(this);
    }
  }

  /** Read somebody's drafts, those last written first; answered by {@link Reply.DraftsFound}. */
  record SelectDrafts(PersonId person) implements DraftQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectDrafts(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R putDraft(PutDraft query);

    R selectDrafts(SelectDrafts query);
  }
}
