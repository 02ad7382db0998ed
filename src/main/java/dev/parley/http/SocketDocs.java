package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * The contract of the sockets for people: {@code /asyncapi.json}, and a page of Parley's own at
 * {@code /docs/socket} that shows it. The page keeps the strict policy; it has to be mounted before
 * {@link Docs}, which relaxes it for what lies below {@code /docs}.
 */
public final class SocketDocs implements Endpoint {

  private static final String ROOT = "contract/docs/socket";

  private final Contract contract;

  /** Shows this contract. */
  public SocketDocs(Contract contract) {
    this.contract = contract;
  }

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    Buffer document = contract.sockets();
    Pages.at(router, "/asyncapi.json")
        .handler(request -> Pages.send(request, "application/json", document));
    Pages.leadToFolder(router, "/docs/socket");
    Pages.at(router, "/docs/socket/*")
        .handler(SocketDocs::revalidate)
        .handler(
            StaticHandler.create(ROOT)
                .setDirectoryListing(false)
                .setDefaultContentEncoding("UTF-8"))
        // or the docs' own handlers would answer, with their policy
        .handler(request -> request.fail(404));
    return Future.succeededFuture();
  }

  private static void revalidate(RoutingContext request) {
    request.addHeadersEndHandler(end -> request.response().putHeader("Cache-Control", "no-cache"));
    request.next();
  }
}
