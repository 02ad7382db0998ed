package dev.parley.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The addresses that are no part of the contract: pages and their files, and the sockets. */
final class Pages {

  /** Where the client shows something else than rooms. */
  static final List<String> CLIENT =
      List.of("/setup", "/join", "/reset", "/sign-in", "/people", "/admin", "/me");

  private static final Pattern ALL =
      Pattern.compile(
          String.join("|", CLIENT)
              + "|/|/favicon\\.ico|/static(/.*)?|/r/[^/]+|/docs(/.*)?|/redoc(/.*)?|/(openapi|asyncapi|eventbus)\\.json");

  private static final Pattern SOCKETS = Pattern.compile("/ws/chat(/[^/]*)?");

  private Pages() {}

  /** A route for what can be read there. */
  static Route at(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** Leads from the address of a folder's page without its last slash to the one with it. */
  static void leadToFolder(Router router, String page) {
    // only the exact path: a route for it would also match the one with a slash
    router
        .routeWithRegex(page)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(
            request ->
                request.response().setStatusCode(302).putHeader("Location", page + "/").end());
  }

  /** Answers with a file that browsers keep, but ask for each time whether it has changed. */
  static void send(RoutingContext request, String type, Buffer content) {
    request
        .response()
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-cache")
        .end(content);
  }

  /** The methods that an address of these allows; empty if it is none. */
  static Set<String> methods(String path) {
    if (ALL.matcher(path).matches()) {
      return new TreeSet<>(Set.of("GET", "HEAD"));
    }
    return SOCKETS.matcher(path).matches() ? Set.of("GET") : Set.of();
  }
}
