package dev.parley.bus;

/** What is asked of the database's table of changes of what somebody may do. */
public sealed interface AccessQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.accessStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Read what has changed since, as much of it as is read at once; answered by {@link
   * Reply.AccessRead}.
   *
   * @param after the number of the last change that is known; below 0 for whoever begins, and wants
   *     to know only where
   */
  record ReadAccess(long after) implements AccessQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readAccess(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R readAccess(ReadAccess query);
  }
}
