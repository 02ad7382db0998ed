package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;

/** What people call a person: 1 to 64 characters on one line. Equal names are one person. */
public record PersonName(@JsonValue String value) {

  /** The most characters, counted in code points. */
  public static final int MAX_LENGTH = 64;

  public PersonName {
    if (value == null || Characters.isBlank(value)) {
      throw new Failure(FailureCode.INVALID_USERNAME, "A name is needed.");
    }
    if (Characters.count(value) > MAX_LENGTH) {
      throw new Failure(
          FailureCode.INVALID_USERNAME, "A name has at most " + MAX_LENGTH + " characters.");
    }
    if (Characters.isUnfitForNames(value)) {
      throw new Failure(
          FailureCode.INVALID_USERNAME,
          "A name can't have control characters, line breaks or broken characters.");
    }
  }

  /**
   * Takes a name as somebody typed it, without the space around it.
   *
   * @throws Failure {@code invalid_username}
   */
  public static PersonName parse(String typed) {
    return new PersonName(typed == null ? null : typed.strip());
  }

  /**
   * What equal names have in common: accounts are told apart by it, so that nobody passes for
   * another by writing a name with other letters of the same look to Unicode (NFKC, lower case), or
   * with characters in it that can't be seen.
   */
  public String key() {
    String folded = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return Characters.withoutUnseen(folded);
  }

  @Override
  public String toString() {
    return value;
  }
}
