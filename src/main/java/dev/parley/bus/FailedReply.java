package dev.parley.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/**
 * A {@link Failure} as an answer. On one node whoever asked gets the failure itself; on the wire
 * its code and its sentence are left of it.
 */
final class FailedReply extends ReplyException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  FailedReply(Failure failure) {
    super(ReplyFailure.RECIPIENT_FAILURE, failure.code().ordinal(), failure.getMessage());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
