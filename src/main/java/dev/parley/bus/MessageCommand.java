package dev.parley.bus;

import dev.parley.rights.Action;

/** What somebody wants of a message that is there. */
public sealed interface MessageCommand extends RoomCommand {

  /** The message that is meant. */
  MessageId message();

  @Override
  default <R> R accept(RoomCommand.Visitor<R> visitor) {
    return visitor.messageCommand(this);
  }

  /** Hands this command to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** Write one's own message otherwise; answered by {@link Reply.MessageFound}. */
  record EditMessage(RoomId room, Actor actor, MessageId message, MessageContent content)
      implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_EDIT_OWN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.editMessage(this);
    }
  }

  /**
   * Put a reaction to a message, or take it back; answered by {@link Reply.MessageFound}. Harmless
   * if it is so already.
   */
  record React(RoomId room, Actor actor, MessageId message, Emoji emoji, boolean present)
      implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_REACT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.react(this);
    }
  }

  /**
   * Pin a message in its room, or take the pin off; answered by {@link Reply.MessageFound}.
   * Harmless if it is so already.
   */
  record PinMessage(RoomId room, Actor actor, MessageId message, boolean pinned)
      implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_PIN;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pinMessage(this);
    }
  }

  /** Read one message, or a tombstone; answered by {@link Reply.MessageFound}. */
  record ReadMessage(RoomId room, Actor actor, MessageId message) implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readMessage(this);
    }
  }

  /**
   * Read what a message said before; answered by {@link Reply.VersionsRead}. For its author, and
   * for whoever may delete it.
   */
  record ReadVersions(RoomId room, Actor actor, MessageId message) implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readVersions(this);
    }
  }

  /**
   * Say who reacted with an emoji, in the order in which they did; answered by {@link
   * Reply.ReactionsRead}.
   *
   * @param after the page begins behind this place; {@link Seq#START} for the first one
   * @param limit at most {@link HistoryPage#MAX_LIMIT}
   */
  record ReadReactions(
      RoomId room, Actor actor, MessageId message, Emoji emoji, Seq after, int limit)
      implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readReactions(this);
    }
  }

  /**
   * Read a thread; answered by {@link Reply.ThreadRead}.
   *
   * @param message what it began with, or a reply
   * @param page of the replies
   */
  record ReadThread(RoomId room, Actor actor, MessageId message, HistoryPage page)
      implements MessageCommand {
    @Override
    public Action action() {
      return Action.ROOM_READ;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.readThread(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R editMessage(EditMessage command);

    R react(React command);

    R pinMessage(PinMessage command);

    R readMessage(ReadMessage command);

    R readVersions(ReadVersions command);

    R readReactions(ReadReactions command);

    R readThread(ReadThread command);
  }
}
