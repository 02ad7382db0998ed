package dev.parley.bus;

/** What has happened in a room, published after its commit. In the past tense; nobody answers. */
public sealed interface RoomEvent extends BusMessage {

  /** The room it happened in. */
  RoomId room();

  /** Hands this event to the method for its kind. */
  void accept(Visitor visitor);

  /** A message took its place in the room's log. */
  record MessagePosted(Message message) implements RoomEvent {
    @Override
    public RoomId room() {
      return message.room();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.messagePosted(this);
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
    void messagePosted(MessagePosted event);

    void roomDeleted(RoomDeleted event);
  }
}
