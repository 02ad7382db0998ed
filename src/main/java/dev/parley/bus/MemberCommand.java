package dev.parley.bus;

import dev.parley.rights.Action;
import dev.parley.rights.RoomRole;

/** What somebody wants of the members of a room. */
public sealed interface MemberCommand extends RoomCommand {

  @Override
  default <R> R accept(RoomCommand.Visitor<R> visitor) {
    return visitor.memberCommand(this);
  }

  /** Hands this command to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Belong to the room from now on; harmless for who does already. Answered by {@link
   * Reply.MemberFound}.
   */
  record BecomeMember(RoomId room, Actor actor) implements MemberCommand {
    @Override
    public Action action() {
      return Action.ROOM_JOIN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.becomeMember(this);
    }
  }

  /** Belong to the room no more; harmless for who does not. Answered by {@link Reply.Done}. */
  record CeaseMember(RoomId room, Actor actor) implements MemberCommand {
    @Override
    public Action action() {
      return Action.ROOM_LEAVE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ceaseMember(this);
    }
  }

  /**
   * Say who belongs to the room, by name; answered by {@link Reply.MembersListed}.
   *
   * @param after only those whose names come behind this one; null for the first
   * @param limit the most to list, from 1 to {@link #MAX_LIMIT}
   */
  record ListMembers(RoomId room, Actor actor, PersonName after, int limit)
      implements MemberCommand {
    @Override
    public Action action() {
      return Action.ROOM_MEMBERS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listMembers(this);
    }
  }

  /**
   * Invite somebody, or change what a member is; answered by {@link Reply.MemberFound}. The right
   * to either is asked for besides.
   */
  record PutMember(RoomId room, Actor actor, PersonName whom, RoomRole role)
      implements MemberCommand {
    @Override
    public Action action() {
      return Action.ROOM_MEMBERS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.putMember(this);
    }
  }

  /**
   * Have somebody belong to the room no more; answered by {@link Reply.Done}. Harmless for who does
   * not.
   */
  record RemoveMember(RoomId room, Actor actor, PersonName whom) implements MemberCommand {
    @Override
    public Action action() {
      return Action.ROOM_REMOVE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeMember(this);
    }
  }

  /**
   * Change how the room shows to its member; answered by {@link Reply.Done}.
   *
   * @param favourite null for what stays
   * @param level null for what stays
   */
  record ChangePreferences(RoomId room, Actor actor, Boolean favourite, NotificationLevel level)
      implements MemberCommand {
    @Override
    public Action action() {
      return Action.ROOM_PREFERENCES;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.changePreferences(this);
    }
  }

  /** The largest page of members. */
  int MAX_LIMIT = 1000;

  /** One method per kind. */
  interface Visitor<R> {
    R becomeMember(BecomeMember command);

    R ceaseMember(CeaseMember command);

    R listMembers(ListMembers command);

    R putMember(PutMember command);

    R removeMember(RemoveMember command);

    R changePreferences(ChangePreferences command);
  }
}
