package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/**
 * Refuses what a page of elsewhere makes a browser ask for with its cookie (CSRF). A request that
 * changes something and is signed in by the cookie has to say by {@code Origin} or {@code
 * Sec-Fetch-Site}, which no page can set, that it comes from here; and none may come from elsewhere
 * that would sign a browser in or out. Nothing that is read changes anything.
 *
 * @param origins whose pages may
 */
record CrossSite(Origins origins) {

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** What makes a browser somebody else's, or nobody's: it comes without the cookie too. */
  private static final Set<String> ABOUT_THE_COOKIE =
      Set.of("setUp", "signUp", "signIn", "signOut", "resetPassword");

  /**
   * Lets a request pass.
   *
   * @param operation which one of the contract it is
   * @throws Failure {@code cross_site}
   */
  void refuse(HttpServerRequest request, String operation, Caller caller) {
    boolean byCookie = !READING.contains(request.method()) && caller.isByCookie();
    boolean fromPage = saysWhere(request) && ABOUT_THE_COOKIE.contains(operation);
    if ((byCookie || fromPage) && !isFromHere(request)) {
      throw new Failure(FailureCode.CROSS_SITE);
    }
  }

  /** Browsers do, programs needn't. */
  private static boolean saysWhere(HttpServerRequest request) {
    return request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
  }

  private boolean isFromHere(HttpServerRequest request) {
    return request.getHeader("Origin") == null
        ? "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
        : origins.mayTalk(request);
  }
}
