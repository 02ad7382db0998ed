package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * The browser client: its files below {@code /static/}, and its page at {@code /}, at the address
 * of every room and at those of its other parts. A room's address is answered with the page whether
 * or not the room is there; the client finds that out and says it.
 */
public final class StaticPages implements Endpoint {

  private static final String ROOT = "dev/parley/webroot";
  private static final String HTML = "text/html;charset=UTF-8";

  @Override
  public Future<Void> mount(Router router, Vertx vertx) {
    Pages.at(router, "/static").handler(request -> request.redirect("/static/index.html"));
    Pages.at(router, "/static/*").handler(StaticPages::revalidate).handler(files());
    Pages.at(router, "/favicon.ico")
        .handler(request -> request.redirect("/static/icons/parley.svg"));
    return vertx
        .fileSystem()
        .readFile(ROOT + "/index.html")
        .onSuccess(
            page -> {
              Pages.at(router, "/").handler(request -> Pages.send(request, HTML, page));
              Pages.at(router, "/r/:room").handler(request -> Pages.send(request, HTML, page));
              Pages.CLIENT.forEach(
                  path ->
                      Pages.at(router, path).handler(request -> Pages.send(request, HTML, page)));
            })
        .mapEmpty();
  }

  private static StaticHandler files() {
    return StaticHandler.create(ROOT)
        .setIncludeHidden(false)
        .setDirectoryListing(false)
        .setCachingEnabled(true)
        .setDefaultContentEncoding("UTF-8");
  }

  /**
   * The files have no version in their names: browsers keep them, but ask each time whether they
   * have changed. The one type that Vert.x doesn't know is named here too.
   */
  private static void revalidate(RoutingContext request) {
    request.addHeadersEndHandler(
        end -> {
          request.response().putHeader("Cache-Control", "no-cache");
          if (request.request().path().endsWith(".webmanifest") && !request.failed()) {
            request.response().putHeader("Content-Type", "application/manifest+json");
          }
        });
    request.next();
  }
}
