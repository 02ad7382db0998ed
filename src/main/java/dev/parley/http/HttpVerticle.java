package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Supplier;

/**
 * Listens, and hands each request to the endpoint that it is for. Every instance shares the port
 * and has its own sockets.
 */
public final class HttpVerticle extends VerticleBase {

  private final HttpServerOptions options;
  private final HttpLimits limits;
  private final Supplier<List<Endpoint>> endpointFactory;
  private List<Endpoint> endpoints;
  private HttpServer server;

  /**
   * Takes what it needs.
   *
   * @param limits what all instances share
   * @param endpointFactory makes this instance's endpoints, in the order in which they shall match
   */
  public HttpVerticle(
      HttpServerOptions options, HttpLimits limits, Supplier<List<Endpoint>> endpointFactory) {
    this.options = options;
    this.limits = limits;
    this.endpointFactory = endpointFactory;
  }

  @Override
  public Future<?> start() {
    endpoints = endpointFactory.get();
    Router router = Router.router(vertx);
    Future<Void> mounted = Future.succeededFuture();
    for (Endpoint endpoint : endpoints) {
      mounted = mounted.compose(before -> endpoint.mount(router, vertx));
    }
    return mounted.compose(
        all -> {
          server =
              vertx.createHttpServer(options).requestHandler(request -> handle(request, router));
          server.connectionHandler(new ClientConnections(vertx, limits)::accept);
          server.exceptionHandler(
              error -> {}); // a client that breaks off before its request is whole
          server.invalidRequestHandler(Problem::answerUnreadable);
          return server
              .listen()
              .recover(
                  error ->
                      Future.failedFuture(
                          new ListenException(options.getHost(), options.getPort(), error)));
        });
  }

  private void handle(HttpServerRequest request, Router router) {
    SecurityHeaders.set(request.response());
    if (limits.rate().admit(request)) {
      route(request, router);
    }
  }

  private void route(HttpServerRequest request, Router router) {
    if (!hasReadableQuery(request)) {
      Failure failure =
          new Failure(FailureCode.INVALID_PARAMETER, "The query of the address can't be read.");
      Problem.answer(request.response(), failure);
    } else if (endpoints.stream().noneMatch(endpoint -> endpoint.take(request))) {
      router.handle(request);
    }
  }

  /** Vert.x decodes the query only when somebody asks for it, and then throws. */
  private static boolean hasReadableQuery(HttpServerRequest request) {
    try {
      return request.params() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The port that it listens on, which the system chose if the options say 0. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return Future.join(endpoints.stream().map(Endpoint::close).toList())
        .eventually(() -> server == null ? Future.succeededFuture() : server.close());
  }
}
