package dev.parley.bus;

import dev.parley.rights.Action;

/** What somebody does in a room for themself alone; others see nothing of it. */
public sealed interface OwnCommand extends RoomCommand {

  @Override
  default <R> R accept(RoomCommand.Visitor<R> visitor) {
    return visitor.ownCommand(this);
  }

  /** Hands this command to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Keep what the actor has begun to write, or keep it no more if it is gone, and show it on their
   * other devices. Answered by {@link Reply.DraftKept} with what is kept then: what was written
   * later stays.
   *
   * @param from the socket of the device that it comes from, which is told nothing; null for none
   */
  record KeepDraft(Actor actor, Draft draft, ConnectionId from) implements OwnCommand {
    @Override
    public RoomId room() {
      return draft.room();
    }

    @Override
    public Action action() {
      return Action.ROOM_PREFERENCES;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.keepDraft(this);
    }
  }

  /**
   * Follow a thread from now on, or no more, as the actor's other devices are told; answered by
   * {@link Reply.ThreadFound}.
   *
   * @param message that it began with, or one of its replies
   */
  record FollowThread(RoomId room, Actor actor, MessageId message, boolean following)
      implements OwnCommand {
    @Override
    public Action action() {
      return Action.ROOM_PREFERENCES;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.followThread(this);
    }
  }

  /**
   * The actor has read a thread up to there, as its other devices are told; answered by {@link
   * Reply.ThreadFound}.
   *
   * @param message that it began with, or one of its replies
   */
  record ReadThread(RoomId room, Actor actor, MessageId message, Seq seq) implements OwnCommand {
    @Override
    public Action action() {
      return Action.ROOM_PREFERENCES;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readThread(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R keepDraft(KeepDraft command);

    R followThread(FollowThread command);

    R readThread(ReadThread command);
  }
}
