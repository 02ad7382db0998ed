package dev.parley.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The addresses that are no part of the contract: pages and their files, and the sockets. */
final class Pages {

  private static final Pattern ALL =
      Pattern.compile(
          "/|/favicon\\.ico|/static(/.*)?|/r/[^/]+|/docs(/.*)?|/redoc(/.*)?|/openapi\\.json");

  private static final Pattern SOCKETS = Pattern.compile("/ws/chat(/[^/]*)?");

  private Pages() {}

  /** A route for what can be read there. */
  static Route at(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** The methods that an address of these allows; empty if it is none. */
  static Set<String> methods(String path) {
    if (ALL.matcher(path).matches()) {
      return new TreeSet<>(Set.of("GET", "HEAD"));
    }
    return SOCKETS.matcher(path).matches() ? Set.of("GET") : Set.of();
  }
}
