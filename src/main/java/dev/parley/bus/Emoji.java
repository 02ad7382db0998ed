package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import net.fellbaum.jemoji.EmojiManager;

/**
 * One emoji, in the form that Unicode recommends: what looks the same is the same.
 *
 * @param value at most {@link #MAX_LENGTH} UTF-16 units
 * @see <a href="https://unicode.org/reports/tr51/">UTS 51</a>
 */
public record Emoji(@JsonValue String value) {

  /** Longer than any emoji is, families of four with skin colours included. */
  public static final int MAX_LENGTH = 64;

  /**
   * Reads what a client sends.
   *
   * @throws Failure {@code invalid_parameter} if it isn't one emoji and nothing else
   */
  public static Emoji parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw invalid();
    }
    return EmojiManager.getEmoji(text)
        .map(emoji -> new Emoji(emoji.getEmoji()))
        .orElseThrow(Emoji::invalid);
  }

  private static Failure invalid() {
    return new Failure(FailureCode.INVALID_PARAMETER, "emoji must be one emoji.");
  }

  @Override
  public String toString() {
    return value;
  }
}
