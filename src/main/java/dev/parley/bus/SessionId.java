package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a session of an account, of a browser or by an access token; a version 7 UUID, no secret.
 */
public record SessionId(@JsonValue UUID value) {

  /**
   * Reads the usual form of 36 characters.
   *
   * @throws Failure {@code not_found} for anything else: nothing can have it
   */
  public static SessionId parse(String text) {
    return new SessionId(Uuids.parse(text).orElseThrow(() -> new Failure(FailureCode.NOT_FOUND)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
