package dev.parley.bus;

/**
 * Asks for what somebody has for themself in all rooms that they may read now; answered by any of
 * the room verticles.
 */
public sealed interface OwnQuery extends BusMessage {

  /** Who asks for its own. */
  Actor actor();

  /** Hands this question to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /** What they have begun to write; answered by {@link Reply.DraftsFound}. */
  record ListDrafts(Actor actor) implements OwnQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.listDrafts(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R listDrafts(ListDrafts query);
  }
}
