package dev.parley.bus;

/**
 * What text may consist of. Lengths are counted in Unicode code points, as people count characters.
 */
final class Characters {

  /** What stands for bytes that were no text. */
  private static final int REPLACEMENT = 0xFFFD;

  private Characters() {}

  static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Half of a surrogate pair on its own can't be written as UTF-8. */
  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /**
   * Names stand on one line: no controls, no line breaks, nothing that turns the direction of what
   * follows, and no sign that something could not be read.
   */
  static boolean isUnfitForNames(String text) {
    return text.codePoints().anyMatch(Characters::isUnfitForNames);
  }

  /** Whether nothing of it would be seen. */
  static boolean isBlank(String text) {
    return text.codePoints().allMatch(Characters::isInvisible);
  }

  /** The text without what has no shape and takes no space. */
  static String withoutUnseen(String text) {
    return text.codePoints()
        .filter(
            c ->
                Character.getType(c) != Character.FORMAT && !isFiller(c) && !isVariationSelector(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isUnfitForNames(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> turnsDirection(c) || c == REPLACEMENT;
    };
  }

  /**
   * Embeddings, overrides and isolates reach beyond the name; marks, which don't, may be in one.
   */
  private static boolean turnsDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> Character.isWhitespace(c) || isFiller(c) || isVariationSelector(c);
    };
  }

  /** Counted as letters, marks or symbols, but without a shape of their own. */
  private static boolean isFiller(int c) {
    return c == 0x2800 // the empty braille pattern
        || c == 0x115F
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0 // Hangul
        || c == 0x17B4
        || c == 0x17B5 // Khmer
        || c == 0x034F; // the grapheme joiner
  }

  /** They only choose the look of the character before them. */
  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF)
        || (c >= 0x180B && c <= 0x180F);
  }
}
