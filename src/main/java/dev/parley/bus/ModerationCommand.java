package dev.parley.bus;

import dev.parley.rights.Action;

/** What somebody wants for the order in a room. */
public sealed interface ModerationCommand extends RoomCommand {

  @Override
  default <R> R accept(RoomCommand.Visitor<R> visitor) {
    return visitor.moderationCommand(this);
  }

  /** Hands this command to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Let somebody write nothing for a time, a guest too; answered by {@link Reply.Done}.
   *
   * @param seconds above zero, at most {@link #MAX_MUTE}
   */
  record MutePerson(RoomId room, Actor actor, PersonName whom, long seconds)
      implements ModerationCommand {
    public MutePerson {
      if (seconds < 1 || seconds > MAX_MUTE) {
        throw new Failure(
            FailureCode.INVALID_PARAMETER, "seconds must be from 1 to " + MAX_MUTE + ".");
      }
    }

    @Override
    public Action action() {
      return Action.ROOM_MUTE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mutePerson(this);
    }
  }

  /** Let somebody write again; answered by {@link Reply.Done}. */
  record UnmutePerson(RoomId room, Actor actor, PersonName whom) implements ModerationCommand {
    @Override
    public Action action() {
      return Action.ROOM_MUTE;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unmutePerson(this);
    }
  }

  /**
   * Let somebody in no more, a guest too; answered by {@link Reply.Done}.
   *
   * @param deleteMessages whether everything goes that it wrote in the room
   * @param reason empty for none; at most {@link Reason#MAX_LENGTH} characters
   */
  record BanPerson(RoomId room, Actor actor, PersonName whom, boolean deleteMessages, String reason)
      implements ModerationCommand {
    public BanPerson {
      reason = Reason.parse(reason);
    }

    @Override
    public Action action() {
      return Action.ROOM_BAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.banPerson(this);
    }
  }

  /** Let somebody in again; answered by {@link Reply.Done}. */
  record UnbanPerson(RoomId room, Actor actor, PersonName whom) implements ModerationCommand {
    @Override
    public Action action() {
      return Action.ROOM_BAN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unbanPerson(this);
    }
  }

  /** Say who is muted or banned; answered by {@link Reply.RestrictionsListed}. */
  record ListRestrictions(RoomId room, Actor actor) implements ModerationCommand {
    @Override
    public Action action() {
      return Action.ROOM_RESTRICTIONS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listRestrictions(this);
    }
  }

  /** Delete a message, one's own or with the right to any; answered by {@link Reply.Done}. */
  record DeleteMessage(RoomId room, Actor actor, MessageId message) implements ModerationCommand {
    @Override
    public Action action() {
      return Action.ROOM_DELETE_OWN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.deleteMessage(this);
    }
  }

  /**
   * Call a message to the attention of those who keep order; answered by {@link
   * Reply.ReportStored}. Of one person, one report of a message is open at a time.
   *
   * @param report the id that it gets if it is the first
   * @param reason at most {@link Reason#MAX_LENGTH} characters
   */
  record ReportMessage(RoomId room, Actor actor, MessageId message, ReportId report, String reason)
      implements ModerationCommand {
    public ReportMessage {
      reason = Reason.parse(reason);
    }

    @Override
    public Action action() {
      return Action.ROOM_REPORT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reportMessage(this);
    }
  }

  /** The longest time that somebody is muted for, in seconds. */
  long MAX_MUTE = 2_592_000;

  /** One method per kind. */
  interface Visitor<R> {
    R mutePerson(MutePerson command);

    R unmutePerson(UnmutePerson command);

    R banPerson(BanPerson command);

    R unbanPerson(UnbanPerson command);

    R listRestrictions(ListRestrictions command);

    R deleteMessage(DeleteMessage command);

    R reportMessage(ReportMessage command);
  }
}
