package dev.parley.bridge;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PublicBus;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frames that both bridges write themselves, in the form of Vert.x's bridges. */
final class BridgeFrames {

  private static final Logger log = LoggerFactory.getLogger(BridgeFrames.class);

  private BridgeFrames() {}

  /**
   * Says that something was refused, to whoever waits for it at the client.
   *
   * @param waiting where the client waits: a reply's address, or that of its handler; null for
   *     nowhere
   */
  static JsonObject refusal(String waiting, Throwable error) {
    Failure failure = asFailure(error);
    JsonObject frame =
        new JsonObject()
            .put("type", "err")
            .put("failureCode", failure.code().ordinal())
            .put("failureType", ReplyFailure.RECIPIENT_FAILURE.name())
            .put("message", PublicBus.said(failure));
    return waiting == null ? frame : frame.put("address", waiting);
  }

  private static Failure asFailure(Throwable error) {
    if (error instanceof Failure failure) {
      return failure;
    }
    log.error("bridge_failed", error);
    return new Failure(FailureCode.INTERNAL);
  }
}
