package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A client's own name for a message it sends, which makes a retry harmless: 1 to 64 characters of
 * {@code A–Z a–z 0–9 _ -}, unlike any other of that author in that room.
 */
public record Nonce(@JsonValue String value) {

  /** The most characters. */
  public static final int MAX_LENGTH = 64;

  public Nonce {
    if (value == null || value.isEmpty() || value.length() > MAX_LENGTH || !isPlain(value)) {
      throw new Failure(FailureCode.INVALID_NONCE);
    }
  }

  private static boolean isPlain(String text) {
    return text.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-');
  }

  @Override
  public String toString() {
    return value;
  }
}
