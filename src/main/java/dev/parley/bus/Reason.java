package dev.parley.bus;

/** Why somebody is banned or a message reported, in somebody's words. */
public final class Reason {

  /** The most characters, counted in code points. */
  public static final int MAX_LENGTH = 500;

  private Reason() {}

  /**
   * Takes a reason as somebody typed it, without the space around it.
   *
   * @param typed null for none
   * @return empty for none
   * @throws Failure {@code invalid_body}
   */
  public static String parse(String typed) {
    String reason = typed == null ? "" : typed.strip();
    if (Characters.count(reason) > MAX_LENGTH) {
      throw new Failure(
          FailureCode.INVALID_BODY, "A reason has at most " + MAX_LENGTH + " characters.");
    }
    if (Characters.hasLoneSurrogate(reason) || reason.indexOf(0) >= 0) {
      throw new Failure(FailureCode.INVALID_BODY, "A reason can't have broken characters.");
    }
    return reason;
  }
}
