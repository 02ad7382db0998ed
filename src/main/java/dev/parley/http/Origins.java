package dev.parley.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Set;

/**
 * Whose pages may talk to this server. A browser says with {@code Origin} where the page comes from
 * that asks; it must be this server's own, as the request's {@code Host} names it, or one of the
 * allowed. Programs send none and may.
 *
 * @param allowed further origins, written as browsers send them
 */
public record Origins(Set<String> allowed) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Whether the page, if it is one, may. */
  public boolean mayTalk(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null || allowed.contains(origin) || isOwn(origin, request.authority());
  }

  private static boolean isOwn(String origin, HostAndPort own) {
    try {
      URI uri = URI.create(origin);
      // behind a proxy that ends TLS, the page is https and the request isn't: only host and port
      // can be compared
      return own != null
          && uri.getHost() != null
          && uri.getHost().equalsIgnoreCase(own.host())
          && port(uri) == (own.port() > 0 ? own.port() : defaultPort(uri));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int port(URI uri) {
    return uri.getPort() > 0 ? uri.getPort() : defaultPort(uri);
  }

  private static int defaultPort(URI uri) {
    return "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
  }
}
