package dev.parley.bus;

import io.vertx.core.Future;

/**
 * Where a node asks what is stored. Safe for any thread; what is asked on the context of one
 * verticle, of stores that were made for it, is carried out in the order of asking.
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
