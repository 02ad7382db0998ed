package dev.parley.bus;

import java.time.Instant;
import java.util.List;

/**
 * What the room verticles want of the database's table of restrictions. What changes something is
 * answered by {@link Reply.Amended}.
 */
public sealed interface RestrictionQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.restrictionStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Let somebody write nothing for a while.
   *
   * @param until null for who may write again
   */
  record Mute(Basis basis, PersonName name, Instant until) implements RestrictionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mute(this);
    }
  }

  /**
   * Let somebody in no more, and have it be a member no more.
   *
   * @param notices the ids of two places in the log
   * @param person null for somebody without an account
   * @param erasure the id under which everything goes that it wrote; null to keep it
   */
  record Ban(
      Basis basis,
      List<MessageId> notices,
      PersonId person,
      PersonName name,
      String reason,
      ErasureId erasure)
      implements RestrictionQuery {
    public Ban {
      notices = List.copyOf(notices);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ban(this);
    }
  }

  /** Let somebody in again. */
  record Unban(Basis basis, PersonName name) implements RestrictionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unban(this);
    }
  }

  /** Read who is muted or banned, by name; answered by {@link Reply.RestrictionsListed}. */
  record SelectRestrictions(RoomId room) implements RestrictionQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectRestrictions(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R mute(Mute query);

    R ban(Ban query);

    R unban(Unban query);

    R selectRestrictions(SelectRestrictions query);
  }
}
