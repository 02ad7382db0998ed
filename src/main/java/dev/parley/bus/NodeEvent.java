package dev.parley.bus;

import java.util.List;

/** What is said of nodes rather than of rooms. Nobody answers. */
public sealed interface NodeEvent extends BusMessage {

  /** Hands this event to the method for its kind. */
  void accept(Visitor visitor);

  /**
   * Nodes have come or gone; said on each node for itself.
   *
   * @param others those that can be reached now, besides this one
   */
  record NodesChanged(List<NodeId> others) implements NodeEvent {
    public NodesChanged {
      others = List.copyOf(others);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.nodesChanged(this);
    }
  }

  /**
   * How far a node has told who of its own is in its rooms, said to all now and then: what got lost
   * on the way shows by this.
   *
   * @param shard the one that it is about
   * @param rooms in which somebody is at the node
   */
  record PresenceTold(NodeId node, int shard, List<Told> rooms) implements NodeEvent {
    /** Which was the last {@link RoomEvent.PresenceChanged} of a room. */
    public record Told(RoomId room, long version) {}

    public PresenceTold {
      rooms = List.copyOf(rooms);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.presenceTold(this);
    }
  }

  /**
   * What somebody may do has changed: what was looked up of it is to be looked up again.
   *
   * @param changes at least one
   */
  record AccessChanged(List<AccessChange> changes) implements NodeEvent {
    public AccessChanged {
      changes = List.copyOf(changes);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.accessChanged(this);
    }
  }

  /**
   * How people are there at a node: what has changed, and now and then all of it, in parts. Whoever
   * isn't told of again for {@link #PEOPLE_KEPT_MS} isn't there any more.
   *
   * @param people with {@code OFFLINE} for who has gone
   */
  record PeopleTold(NodeId node, List<PersonAt> people) implements NodeEvent {
    /** Somebody, and how they are there. */
    public record PersonAt(PersonId person, Availability now) {}

    public PeopleTold {
      people = List.copyOf(people);
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.peopleTold(this);
    }
  }

  /** How long somebody who isn't told of again is still there, in milliseconds. */
  long PEOPLE_KEPT_MS = 15_000;

  /** One method per kind. */
  interface Visitor {
    default void peopleTold(PeopleTold event) {}

    default void accessChanged(AccessChanged event) {}

    void nodesChanged(NodesChanged event);

    void presenceTold(PresenceTold event);
  }
}
