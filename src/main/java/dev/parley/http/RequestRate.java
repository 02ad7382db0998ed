package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.limit.Permit;
import dev.parley.limit.RateLimit;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;

/**
 * Holds each address to {@code limits.requests-per-second}, with a burst. Every request counts, for
 * the interface, for pages and for upgrades.
 *
 * <p>What remains is said in the three {@code RateLimit-*} headers of
 * draft-ietf-httpapi-ratelimit-headers-06, on refusals and on what the interface answers: the limit
 * is the burst, and the reset is in seconds, when all of it will be back. Later drafts have one
 * header instead, which hardly any client reads yet.
 */
public final class RequestRate {

  private static final String API = "/api/";

  private final RateLimit<InetAddress> rate;
  private final ClientAddress addresses;

  /** Holds addresses to a rate, which all event loops share. */
  public RequestRate(RateLimit<InetAddress> rate, ClientAddress addresses) {
    this.rate = rate;
    this.addresses = addresses;
  }

  /** Whether a request may be carried out; if not, it has been answered. */
  boolean admit(HttpServerRequest request) {
    if (rate.isLifted()) {
      return true;
    }
    Permit permit = rate.take(addresses.of(request));
    if (!permit.allowed() || isOfApi(request)) {
      describe(request.response(), permit);
    }
    if (!permit.allowed()) {
      Failure failure = new Failure(FailureCode.RATE_LIMITED, permit.retryAfter());
      Problem.answer(request.response(), failure);
    }
    return permit.allowed();
  }

  private static boolean isOfApi(HttpServerRequest request) {
    return request.path() != null && request.path().startsWith(API);
  }

  private void describe(HttpServerResponse response, Permit permit) {
    response
        .putHeader("RateLimit-Limit", Integer.toString(rate.burst()))
        .putHeader("RateLimit-Remaining", Long.toString(permit.remaining()))
        .putHeader("RateLimit-Reset", Long.toString(Problem.wholeSeconds(permit.reset())));
  }
}
