package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Refuses what a page of elsewhere makes a browser ask for with its cookie (CSRF). A request that
 * changes something and is signed in by the cookie has to say by {@code Origin} or {@code
 * Sec-Fetch-Site}, which no page can set, that it comes from here. Nothing that is read changes
 * anything.
 *
 * @param origins whose pages may
 */
record CrossSite(Origins origins) {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /**
   * Lets a request pass.
   *
   * @throws Failure {@code cross_site}
   */
  void refuse(HttpServerRequest request, Caller caller) {
    if (!READING.contains(request.method()) && caller.isByCookie() && !isFromHere(request)) {
      throw new Failure(FailureCode.CROSS_SITE);
    }
  }

  private boolean isFromHere(HttpServerRequest request) {
    return request.getHeader("Origin") == null
        ? "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
        : origins.mayTalk(request);
  }
}
