package dev.parley.http;

/**
 * How far one connection is with its requests, and since when. Times are in milliseconds, of a
 * clock that only goes forward.
 *
 * <p>What counts is how long a head or a body takes as a whole, so it doesn't help to send a byte
 * of it now and then.
 */
final class RequestProgress {

  private enum Phase {
    /** Nothing came on this connection yet. */
    OPENED,
    /** A part of a head has come. */
    HEAD,
    /** The head is there, the body isn't. */
    BODY,
    /** Nothing of a next request has come; how long that may last is {@code http.idle-timeout}. */
    QUIET
  }

  private Phase phase = Phase.OPENED;
  private long sinceMs;
  private int unanswered;
  private boolean answering;

  RequestProgress(long nowMs) {
    sinceMs = nowMs;
  }

  /** Bytes have come; what they are isn't known yet. */
  void bytes(long nowMs) {
    if (phase == Phase.QUIET) {
      sinceMs = nowMs;
    }
    if (phase == Phase.QUIET || phase == Phase.OPENED) {
      phase = Phase.HEAD; // in the time that the connection had from its beginning, if it is new
    }
  }

  /** A head is there. */
  void head(long nowMs) {
    phase = Phase.BODY;
    sinceMs = nowMs;
    unanswered++;
  }

  /** A request is there to its end. */
  void end() {
    phase = Phase.QUIET;
  }

  /** A response begins. */
  void responseBegins() {
    answering = true;
  }

  /** A response has come to its end. */
  void responseEnds() {
    answering = false;
    unanswered--;
  }

  /** The server doesn't read just now, so nothing can come: the time begins anew. */
  void notRead(long nowMs) {
    sinceMs = nowMs;
  }

  /** Whether what is on its way takes too long. */
  boolean isLate(long nowMs, long headerTimeoutMs, long requestTimeoutMs) {
    return switch (phase) {
      case OPENED, HEAD -> nowMs - sinceMs >= headerTimeoutMs;
      case BODY -> nowMs - sinceMs >= requestTimeoutMs;
      case QUIET -> false;
    };
  }

  /** Whether an answer to the request that is on its way would be taken for that. */
  boolean canBeAnswered() {
    return switch (phase) {
      case HEAD -> unanswered == 0;
      case BODY -> unanswered == 1 && !answering;
      case OPENED, QUIET -> false;
    };
  }
}
