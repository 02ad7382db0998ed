package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;

/**
 * Who is behind a request or a connection.
 *
 * @param person null if it may be anybody: then it says itself who it is
 */
public record Caller(PersonName person) {

  /** Somebody who says itself who it is. */
  public static final Caller ANYBODY = new Caller(null);

  /**
   * Whom it acts as.
   *
   * @param claimed the name that it gave, null for none
   * @throws Failure {@code invalid_username}, or {@code forbidden} if it is somebody else's
   */
  public PersonName as(String claimed) {
    if (person == null) {
      return PersonName.parse(claimed);
    }
    if (claimed != null && !PersonName.parse(claimed).equals(person)) {
      throw new Failure(FailureCode.FORBIDDEN, "You may not act as somebody else.");
    }
    return person;
  }
}
