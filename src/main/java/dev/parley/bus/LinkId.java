package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a link; a version 7 UUID, no secret. */
public record LinkId(@JsonValue UUID value) {

  /**
   * Reads the usual form of 36 characters.
   *
   * @throws Failure {@code invalid_link} for anything else: nothing can have it
   */
  public static LinkId parse(String text) {
    return new LinkId(Uuids.parse(text).orElseThrow(() -> new Failure(FailureCode.INVALID_LINK)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
