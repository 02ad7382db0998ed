package dev.parley.bus;

/**
 * What the sockets of one node are to do for a room. Each carries a higher {@code stamp} than the
 * room's events before it on this node, so that a socket that joins in between knows which ones it
 * has already been told about.
 */
public sealed interface FanoutEvent extends BusMessage {

  /** Higher than that of every event of the room before it. */
  long stamp();

  /** Hands this event to the method for its kind. */
  void accept(Visitor visitor);

  /**
   * Write this frame to everybody in the room.
   *
   * @param except whom to leave out; null for nobody
   * @param seq the frame's place in the room's log; null for what has none, which is soon out of
   *     date: typing, coming and going
   */
  record Deliver(long stamp, EncodedFrame frame, PersonName except, Seq seq)
      implements FanoutEvent {

    /** Whether it may be left out where a socket is too slow. */
    public boolean ephemeral() {
      return seq == null;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.deliver(this);
    }
  }

  /** The room is gone: close its sockets. */
  record CloseAll(long stamp) implements FanoutEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.closeAll(this);
    }
  }

  /** One method per kind. */
  interface Visitor {
    void deliver(Deliver event);

    void closeAll(CloseAll event);
  }
}
