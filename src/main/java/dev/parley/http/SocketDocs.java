package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * The contracts of the sockets and of the event bus for people: {@code /asyncapi.json} and {@code
 * /eventbus.json}, and a page of Parley's own that shows them, at {@code /docs/socket} and {@code
 * /docs/bus}. The page keeps the strict policy; it has to be mounted before {@link Docs}, which
 * relaxes it for what lies below {@code /docs}.
 */
public final class SocketDocs implements Endpoint {

  private final Contract contract;

  /** Shows this contract. */
  public SocketDocs(Contract contract) {
    this.contract = contract;
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    mount(router, "/docs/socket", "/asyncapi.json", contract.sockets());
    mount(router, "/docs/bus", "/eventbus.json", contract.eventBus());
    return Future.succeededFuture();
  }

  private static void mount(Router router, String page, String path, Buffer document) {
    Pages.at(router, path).handler(request -> Pages.send(request, "application/json", document));
    Pages.leadToFolder(router, page);
    Pages.at(router, page + "/*")
        .handler(SocketDocs::revalidate)
        .handler(
            StaticHandler.create("contract" + page)
                .setDirectoryListing(false)
                .setDefaultContentEncoding("UTF-8"))
        // or the docs' own handlers would answer, with their policy
        .handler(request -> request.fail(404));
  }

  private static void revalidate(RoutingContext request) {
    request.addHeadersEndHandler(end -> request.response().putHeader("Cache-Control", "no-cache"));
    request.next();
  }
}
