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

  /** One method per kind. */
  interface Visitor {
    void messagesPosted(MessagesPosted event);

    void roomDeleted(RoomDeleted event);
  }
}
