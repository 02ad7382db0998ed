package dev.parley.bus;

import io.vertx.core.Future;

/**
 * Where the rooms of a node ask what is stored. Belongs to the context of the one verticle that it
 * was made for: what is asked there is carried out in the order of asking.
 */
public interface Stores {

  /** The stores of this node. */
  static Stores here(Bus bus) {
    return new Stores() {
      @Override
      public <T extends Reply> Future<T> ask(StoreQuery query, Class<T> answer) {
        return bus.request(query.address(), query, answer);
      }
    };
  }

  /** Those of another node, for a node that has none. */
  static Stores elsewhere(Bus bus, Nodes nodes) {
    return new RemoteStores(bus, nodes);
  }

  /**
   * Asks.
   *
   * @return the answer, or a {@link Failure}
   */
  <T extends Reply> Future<T> ask(StoreQuery query, Class<T> answer);
}
