package dev.parley.bus;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Reads what somebody gives a message besides its words, from REST and the public bus alike. */
public final class AttachedForms {

  private AttachedForms() {}

  /**
   * Reads the fields {@code quote} and {@code thread}.
   *
   * @throws Failure {@code message_not_found} if one of them can't be a message, {@code
   *     invalid_body} if it isn't a text
   */
  public static Attached of(JsonObject body) {
    MessageId quote = message(body, "quote");
    MessageId thread = message(body, "thread");
    return quote == null && thread == null ? Attached.NONE : new Attached(quote, thread, List.of());
  }

  private static MessageId message(JsonObject body, String field) {
    Object value = body.getValue(field);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return MessageId.parse(text);
    }
    throw new Failure(FailureCode.INVALID_BODY, field + " must be a text.");
  }
}
