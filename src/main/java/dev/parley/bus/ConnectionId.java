package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one live connection of a person, unlike any other in the cluster. */
public record ConnectionId(@JsonValue UUID value) implements Place {

  /**
   * Reads the usual form of 36 characters.
   *
   * @throws Failure {@code invalid_parameter} for anything else
   */
  public static ConnectionId parse(String text) {
    return new ConnectionId(
        Uuids.parse(text)
            .orElseThrow(
                () -> new Failure(FailureCode.INVALID_PARAMETER, "session_id must be a UUID.")));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
