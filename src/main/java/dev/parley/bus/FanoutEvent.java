package dev.parley.bus;

import java.util.List;

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
   * Write the next part of the room's log to everybody in it.
   *
   * @param frames in order; at least one
   * @param upTo the last place of the log that they bring a client to
   * @param plain whether the plain protocol can say it too; otherwise only the full one gets it
   */
  record Deliver(long stamp, List<EncodedFrame> frames, Seq upTo, boolean plain)
      implements FanoutEvent {
    public Deliver {
      frames = List.copyOf(frames);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.deliver(this);
    }
  }

  /** Write that somebody is typing to everybody but that person. Soon out of date. */
  record TellTyping(long stamp, EncodedFrame frame, PersonName person) implements FanoutEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.tellTyping(this);
    }
  }

  /**
   * Write who came and went.
   *
   * @param plain the frame for the plain protocol: the last who came or went, and everybody who is
   *     here
   * @param full the frame for the full protocol
   * @param came whom {@code plain} says to have come; null if it says who has gone
   */
  record TellPresence(long stamp, EncodedFrame plain, EncodedFrame full, PersonName came)
      implements FanoutEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.tellPresence(this);
    }
  }

  /** The room is gone: end its subscriptions. */
  record CloseAll(long stamp) implements FanoutEvent {
    @Override
    public void accept(Visitor visitor) {
      visitor.closeAll(this);
    }
  }

  /**
   * These connections may not be in the room any more: end their subscriptions, and nobody else's.
   *
   * @param code {@code banned}, or {@code room_not_found} for those for whom it isn't there
   */
  record Expel(long stamp, List<ConnectionId> connections, FailureCode code)
      implements FanoutEvent {
    public Expel {
      connections = List.copyOf(connections);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.expel(this);
    }
  }

  /** One method per kind. */
  interface Visitor {
    void deliver(Deliver event);

    void tellTyping(TellTyping event);

    void tellPresence(TellPresence event);

    void closeAll(CloseAll event);

    void expel(Expel event);
  }
}
