package dev.parley.bus;

/**
 * Something of somebody's own has changed, for all of their devices on all nodes. Nobody answers;
 * what the bus loses is found when it is next asked for.
 */
public sealed interface OwnNews extends BusMessage {

  /** Whose. */
  PersonId person();

  /** The socket of the device that it comes from, which knows; null for none. */
  ConnectionId from();

  /** Hands this event to the method for its kind. */
  void accept(Visitor visitor);

  /** Somebody's draft is another now, or gone. */
  record DraftChanged(PersonId person, ConnectionId from, Draft draft) implements OwnNews {
    @Override
    public void accept(Visitor visitor) {
      visitor.draftChanged(this);
    }
  }

  /** One method per kind. */
  interface Visitor {
    void draftChanged(DraftChanged news);
  }
}
