package dev.parley.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;

/**
 * What browsers are told about every answer. Pages may load nothing but what this server serves,
 * run nothing inline, and not be framed; the few that need more say so themselves.
 */
final class SecurityHeaders {

  static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

  /** For Parley's own pages, and for whatever else has none of its own. */
  static final String STRICT =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void set(HttpServerResponse response) {
    MultiMap headers = response.headers();
    headers.set(CONTENT_SECURITY_POLICY, STRICT);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }
}
