package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What somebody wrote: 1 to 8,000 characters, kept to the letter. Only what could not be given back
 * unchanged is refused: halves of surrogate pairs, and NUL, which PostgreSQL can't store.
 */
public record MessageContent(@JsonValue String value) {

  /** The most characters, counted in code points. */
  public static final int MAX_LENGTH = 8000;

  public MessageContent {
    if (value == null || Characters.isBlank(value)) {
      throw new Failure(FailureCode.EMPTY_MESSAGE);
    }
    if (Characters.count(value) > MAX_LENGTH) {
      throw new Failure(FailureCode.MESSAGE_TOO_LONG);
    }
    if (value.indexOf('\0') >= 0 || Characters.hasLoneSurrogate(value)) {
      throw new Failure(FailureCode.INVALID_CONTENT);
    }
  }

  @Override
  public String toString() {
    return "MessageContent[" + Characters.count(value) + " characters]";
  }
}
