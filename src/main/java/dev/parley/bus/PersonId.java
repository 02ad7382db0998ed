package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an account; a version 7 UUID. */
public record PersonId(@JsonValue UUID value) {

  /**
   * Reads the usual form of 36 characters.
   *
   * @throws Failure {@code person_not_found} for anything else: nobody can have it
   */
  public static PersonId parse(String text) {
    return new PersonId(
        Uuids.parse(text).orElseThrow(() -> new Failure(FailureCode.PERSON_NOT_FOUND)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
