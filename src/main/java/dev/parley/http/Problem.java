package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * How a failure looks over HTTP: {@code application/problem+json} (RFC 9457) with a stable {@code
 * code} and nothing from the inside. The one place that gives codes their status.
 */
public final class Problem {

  /** The type of every error's body. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  /** The status of a code. */
  static int status(FailureCode code) {
    return switch (code) {
      case INVALID_BODY,
          INVALID_PARAMETER,
          INVALID_ROOM_NAME,
          INVALID_USERNAME,
          INVALID_JSON,
          INVALID_FRAME,
          UNKNOWN_TYPE,
          EMPTY_MESSAGE,
          MESSAGE_TOO_LONG,
          INVALID_CONTENT,
          INVALID_NONCE,
          INVALID_UPGRADE,
          WEAK_PASSWORD,
          INVALID_IMAGE ->
          400;
      case NOT_SIGNED_IN, WRONG_CREDENTIALS, SECOND_FACTOR_NEEDED -> 401;
      case FOREIGN_ORIGIN, CROSS_SITE, FORBIDDEN, BANNED, MUTED, INVITATION_NEEDED -> 403;
      case ROOM_NOT_FOUND, NOT_FOUND, PERSON_NOT_FOUND, MESSAGE_NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case REQUEST_TIMEOUT -> 408;
      case TOO_MANY_ROOMS,
          NOT_SUBSCRIBED,
          TOO_MANY_SUBSCRIPTIONS,
          NAME_TAKEN,
          ROOM_ARCHIVED,
          TOO_MANY ->
          409;
      case INVALID_LINK -> 410;
      case BODY_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case RANGE_NOT_SATISFIABLE -> 416;
      case EXPECTATION_FAILED -> 417;
      case UPGRADE_REQUIRED -> 426;
      case RATE_LIMITED, SLOW_MODE -> 429;
      case INTERNAL -> 500;
      case STORAGE_UNAVAILABLE, TOO_MANY_CONNECTIONS, OVERLOADED, STOPPING -> 503;
      case OUTCOME_UNKNOWN -> 504;
    };
  }

  /** Ends a response with this failure. */
  public static void answer(HttpServerResponse response, Failure failure) {
    answer(response, status(failure.code()), failure);
  }

  /** Ends a response with this failure, and a status other than its code's. */
  public static void answer(HttpServerResponse response, int status, Failure failure) {
    if (response.ended() || response.headWritten()) {
      return;
    }
    if (failure.retryAfter() != null) {
      response.putHeader("Retry-After", Long.toString(wholeSeconds(failure.retryAfter())));
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(body(status, failure));
  }

  private static Buffer body(int status, Failure failure) {
    return new JsonObject()
        .put("type", "urn:parley:problem:" + failure.code().code())
        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
        .put("status", status)
        .put("detail", failure.getMessage())
        .put("code", failure.code().code())
        .toBuffer();
  }

  /** Headers count in whole seconds; who came back a little too soon would be refused again. */
  static long wholeSeconds(Duration time) {
    return time.plusSeconds(1).minusNanos(1).toSeconds();
  }

  /**
   * A whole response of bytes, the last one of its connection, for where there is no request that
   * could be answered.
   */
  static Buffer lastWords(Failure failure) {
    int status = status(failure.code());
    Buffer body = body(status, failure);
    return Buffer.buffer(
            "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\n"
                    .formatted(HttpResponseStatus.valueOf(status), MEDIA_TYPE, body.length())
                + "Connection: close\r\n\r\n")
        .appendBuffer(body);
  }

  /** What Netty could not even read as a request; the connection is of no more use. */
  static void answerUnreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    HttpServerResponse response = request.response().putHeader("Connection", "close");
    response.exceptionHandler(broken -> {}); // it may have hung up already
    SecurityHeaders.set(response);
    if (cause instanceof TooLongHttpLineException) {
      answer(response, 414, new Failure(FailureCode.INVALID_PARAMETER, "The address is too long."));
    } else if (cause instanceof TooLongHttpHeaderException) {
      answer(
          response, 431, new Failure(FailureCode.INVALID_PARAMETER, "The headers are too long."));
    } else {
      answer(response, 400, new Failure(FailureCode.INVALID_BODY, "This is no HTTP request."));
    }
  }
}
