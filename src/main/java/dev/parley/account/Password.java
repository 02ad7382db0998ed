package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A password as it is hashed: normalised (NFKC, as NIST SP 800-63B has it), so that it is the same
 * from every keyboard. Shows in no log.
 */
public record Password(String value) {

  /** The fewest characters, counted in code points. */
  public static final int MIN_LENGTH = 10;

  /** The most characters. */
  public static final int MAX_LENGTH = 256;

  /** What no password is: so what is too long to be one costs as much as what is wrong. */
  private static final Password NONE = new Password("");

  /**
   * What somebody wants as a password.
   *
   * @throws Failure {@code weak_password}
   */
  public static Password chosen(String typed, PersonName name) {
    Password password = claimed(typed);
    int length = password.value.codePointCount(0, password.value.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new Failure(
          FailureCode.WEAK_PASSWORD,
          "A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.");
    }
    String folded = password.value.toLowerCase(Locale.ROOT);
    if (CommonPasswords.contains(folded) || isRepeated(folded) || isNameOf(folded, name)) {
      throw new Failure(
          FailureCode.WEAK_PASSWORD, "This password is one of the first to be tried.");
    }
    return password;
  }

  /** What somebody says is their password. */
  public static Password claimed(String typed) {
    // normalising makes a text longer at most 18 times: what is no password isn't worth that
    return typed.length() > 2 * MAX_LENGTH
        ? NONE
        : new Password(Normalizer.normalize(typed, Normalizer.Form.NFKC));
  }

  private static boolean isRepeated(String folded) {
    return folded.codePoints().distinct().count() < 3;
  }

  /** The name with nothing but digits, spaces and signs around it, or twice. */
  private static boolean isNameOf(String folded, PersonName name) {
    String letters = letters(folded);
    String own = letters(name.key());
    return !own.isEmpty() && !letters.isEmpty() && letters.replace(own, "").isEmpty();
  }

  private static String letters(String text) {
    return text.codePoints()
        .filter(Character::isLetter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public String toString() {
    return "****";
  }
}
