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

  /** One method per kind. */
  interface Visitor {
    default void accessChanged(AccessChanged event) {}

    void nodesChanged(NodesChanged event);

    void presenceTold(PresenceTold event);
  }
}
