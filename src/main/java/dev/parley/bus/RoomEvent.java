package dev.parley.bus;

import java.util.List;

/** What has happened in a room, published after its commit. In the past tense; nobody answers. */
public sealed interface RoomEvent extends BusMessage {

  /** The room it happened in. */
  RoomId room();

  /** Hands this event to the method for its kind. */
  void accept(Visitor visitor);

  /**
   * Messages took their places in the room's log, or changed.
   *
   * @param messages of one commit and one room, in the order of the log; at least one
   */
  record MessagesPosted(List<Message> messages) implements RoomEvent {
    public MessagesPosted {
      messages = List.copyOf(messages);
    }

    @Override
    public RoomId room() {
      return messages.get(0).room();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.messagesPosted(this);
    }
  }

  /** The room is gone, and all that was in it. */
  record RoomDeleted(RoomId room) implements RoomEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.roomDeleted(this);
    }
  }

  /**
   * A person has come to a room at a node, or gone from it there. Told to the other nodes only.
   *
   * @param before the version of the change of this node and room before this one
   * @param version rises with every change of the node
   */
  record PresenceChanged(
      RoomId room, NodeId node, long before, long version, PersonName person, boolean here)
      implements RoomEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.presenceChanged(this);
    }
  }

  /** Somebody has begun to type at a node. Told to the other nodes only. */
  record TypingStarted(RoomId room, NodeId node, PersonName person) implements RoomEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.typingStarted(this);
    }
  }

  /** One method per kind. */
  interface Visitor {
    void messagesPosted(MessagesPosted event);

    void roomDeleted(RoomDeleted event);

    void presenceChanged(PresenceChanged event);

    void typingStarted(TypingStarted event);
  }
}
