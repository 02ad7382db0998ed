package dev.parley.bus;

import java.util.List;

/**
 * Something that is for some people alone has changed, for all of their devices on all nodes.
 * Nobody answers; what the bus loses is found when it is next asked for.
 */
public sealed interface OwnNews extends BusMessage {

  /** Whose. */
  List<PersonId> whose();

  /** The socket of the device that it comes from, which knows; null for none. */
  ConnectionId from();

  /** Hands this event to the method for its kind. */
  void accept(Visitor visitor);

  /** Somebody's draft is another now, or gone. */
  record DraftChanged(PersonId person, ConnectionId from, Draft draft) implements OwnNews {
    @Override
    public List<PersonId> whose() {
      return List.of(person);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.draftChanged(this);
    }
  }

  /**
   * Somebody has read further in a room.
   *
   * @param people who may know, and want to
   */
  record ReceiptGiven(List<PersonId> people, RoomId room, PersonName reader, Seq seq)
      implements OwnNews {
    public ReceiptGiven {
      people = List.copyOf(people);
    }

    @Override
    public List<PersonId> whose() {
      return people;
    }

    @Override
    public ConnectionId from() {
      return null;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.receiptGiven(this);
    }
  }

  /**
   * Somebody follows a thread, or doesn't any more, or has read further in it.
   *
   * @param follow whether it is about following
   */
  record ThreadChanged(PersonId person, FollowedThread thread, boolean follow) implements OwnNews {
    @Override
    public List<PersonId> whose() {
      return List.of(person);
    }

    @Override
    public ConnectionId from() {
      return null;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.threadChanged(this);
    }
  }

  /** One method per kind. */
  interface Visitor {
    void draftChanged(DraftChanged news);

    void receiptGiven(ReceiptGiven news);

    void threadChanged(ThreadChanged news);
  }
}
