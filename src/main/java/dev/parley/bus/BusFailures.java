package dev.parley.bus;

import io.vertx.core.eventbus.ReplyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what goes wrong on the event bus into {@link Failure}s, and logs what nobody expects. */
final class BusFailures {

  private static final Logger log = LoggerFactory.getLogger(Bus.class);

  /** What fails where nobody answers: nothing was done. */
  static final Failure NOBODY =
      new Failure(FailureCode.OVERLOADED, "That part of the server is not running.");

  private BusFailures() {}

  /** What a request failed with. */
  static Failure of(Throwable error) {
    if (!(error instanceof ReplyException reply)) {
      return unexpected(error);
    }
    if (reply instanceof FailedReply failed) {
      return failed.failure();
    }
    return switch (reply.failureType()) {
      case TIMEOUT -> new Failure(FailureCode.OUTCOME_UNKNOWN);
      case NO_HANDLERS -> NOBODY;
      case RECIPIENT_FAILURE ->
          FailureCode.of(reply.failureCode())
              .map(code -> new Failure(code, reply.getMessage()))
              .orElseGet(() -> unexpected(reply));
      case ERROR -> unexpected(reply);
    };
  }

  /** What whoever asked at this address is to be told. */
  static Failure expected(Throwable error, String address) {
    if (error instanceof Failure failure) {
      return failure;
    }
    log.error("bus_handler_failed address={}", address, error);
    return new Failure(FailureCode.INTERNAL);
  }

  private static Failure unexpected(Throwable error) {
    log.error("bus_request_failed", error);
    return new Failure(FailureCode.INTERNAL);
  }
}
