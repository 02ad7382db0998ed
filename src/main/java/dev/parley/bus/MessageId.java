package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a message; a version 7 UUID. */
public record MessageId(@JsonValue UUID value) {

  /**
   * Reads the usual form of 36 characters.
   *
   * @throws Failure {@code message_not_found} for anything else: nothing can have it
   */
  public static MessageId parse(String text) {
    return new MessageId(
        Uuids.parse(text).orElseThrow(() -> new Failure(FailureCode.MESSAGE_NOT_FOUND)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
