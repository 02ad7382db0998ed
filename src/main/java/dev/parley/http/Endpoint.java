package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/**
 * Something that answers on a part of the addresses. One instance for each HTTP verticle, on its
 * event loop.
 */
public interface Endpoint {

  /** Puts its routes on the router; called once, and in the order in which routes shall match. */
  Future<Void> mount(Router router, Vertx vertx);

  /**
   * Takes a request before the router sees it, and says whether it did. For upgrades: the router
   * would wrap the socket.
   */
  default boolean take(HttpServerRequest request) {
    return false;
  }

  /** Ends what it keeps open. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }
}
