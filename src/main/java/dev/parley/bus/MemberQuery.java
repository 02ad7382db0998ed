package dev.parley.bus;

import dev.parley.rights.RoomRole;
import java.util.List;

/**
 * What the room verticles want of the database's table of members. What changes something is
 * answered by {@link Reply.Amended}.
 */
public sealed interface MemberQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.memberStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Read what decides what one person may do in a room; answered by {@link Reply.AccessFound}. For
   * a room that is not there it takes as long.
   *
   * @param person null for somebody without an account
   * @param name as {@link PersonName#key()}; null for somebody who has not said
   */
  record SelectAccess(RoomId room, PersonId person, String name) implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectAccess(this);
    }
  }

  /** Read what decides what anybody may do in a room; answered by {@link Reply.AccessFound}. */
  record SelectWholeAccess(RoomId room) implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectWholeAccess(this);
    }
  }

  /** Find out whose name this is; answered by {@link Reply.AccountFound}. */
  record SelectAccount(PersonName name) implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectAccount(this);
    }
  }

  /**
   * Read a page of members by name; answered by {@link Reply.MembersListed}.
   *
   * @param after null for the first page
   */
  record SelectMembers(RoomId room, PersonName after, int limit) implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectMembers(this);
    }
  }

  /**
   * Read a page of rooms that somebody belongs to, newest first; answered by {@link
   * Reply.MembershipsListed}.
   *
   * @param before null for the first page
   */
  record SelectMemberships(PersonId person, RoomId before, int limit) implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectMemberships(this);
    }
  }

  /** Read one member; answered by {@link Reply.MemberFound}. */
  record SelectMember(RoomId room, PersonId person) implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectMember(this);
    }
  }

  /**
   * Make somebody a member.
   *
   * @param notice the id of the place in the log
   */
  record AddMember(Basis basis, MessageId notice, PersonId person, PersonName name, RoomRole role)
      implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.addMember(this);
    }
  }

  /**
   * Change what a member is.
   *
   * @param notice the id of the place in the log
   */
  record SetRole(Basis basis, MessageId notice, PersonId person, PersonName name, RoomRole role)
      implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setRole(this);
    }
  }

  /**
   * Have somebody be a member no more. If no owner is left, the next one becomes it: the moderator,
   * else the member, who has been there for longest. A private room that nobody belongs to any more
   * is removed.
   *
   * @param notices the ids of two places in the log
   */
  record DropMember(Basis basis, List<MessageId> notices, PersonId person, PersonName name)
      implements MemberQuery {
    public DropMember {
      notices = List.copyOf(notices);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropMember(this);
    }
  }

  /**
   * Change how the room shows to its member; answered by {@link Reply.Done}.
   *
   * @param favourite null for what stays
   * @param level null for what stays
   */
  record SetPreferences(RoomId room, PersonId person, Boolean favourite, NotificationLevel level)
      implements MemberQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.setPreferences(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R selectAccess(SelectAccess query);

    R selectWholeAccess(SelectWholeAccess query);

    R selectAccount(SelectAccount query);

    R selectMembers(SelectMembers query);

    R selectMemberships(SelectMemberships query);

    R selectMember(SelectMember query);

    R addMember(AddMember query);

    R setRole(SetRole query);

    R dropMember(DropMember query);

    R setPreferences(SetPreferences query);
  }
}
