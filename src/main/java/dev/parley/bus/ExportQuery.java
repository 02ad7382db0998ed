package dev.parley.bus;

/** What is asked for the archive of one's own data. */
public sealed interface ExportQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.exportStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** Read the rooms that somebody is a member of; answered by {@link Reply.MembershipsFound}. */
  record SelectMemberships(PersonId person) implements ExportQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectMemberships(this);
    }
  }

  /**
   * Look through a part of a room's log for what somebody wrote; answered by {@link
   * Reply.WrittenFound}, which says where to go on.
   *
   * @param room null for the first one
   */
  record SelectWritten(PersonId person, RoomId room, Seq after) implements ExportQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectWritten(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R selectMemberships(SelectMemberships query);

    R selectWritten(SelectWritten query);
  }
}
