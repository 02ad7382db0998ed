package dev.parley.bus;

/**
 * What somebody says about themselves.
 *
 * @param displayName 1 to {@link #MAX_DISPLAY_NAME} characters on one line
 * @param about up to {@link #MAX_ABOUT} characters
 * @param status up to {@link #MAX_STATUS} characters on one line
 */
public record Profile(String displayName, String about, String status) {

  /** The most characters of a display name, counted in code points. */
  public static final int MAX_DISPLAY_NAME = 64;

  /** The most characters of what somebody says about themselves. */
  public static final int MAX_ABOUT = 1000;

  /** The most characters of a status. */
  public static final int MAX_STATUS = 100;

  public Profile {
    require(
        !Characters.isBlank(displayName)
            && Characters.count(displayName) <= MAX_DISPLAY_NAME
            && !Characters.isUnfitForNames(displayName),
        "A display name has 1 to " + MAX_DISPLAY_NAME + " characters on one line.");
    require(
        Characters.count(about) <= MAX_ABOUT
            && about.indexOf(0) < 0
            && !Characters.hasLoneSurrogate(about),
        "What you say about yourself has at most " + MAX_ABOUT + " characters.");
    require(
        Characters.count(status) <= MAX_STATUS && !Characters.isUnfitForNames(status),
        "A status has at most " + MAX_STATUS + " characters on one line.");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new Failure(FailureCode.INVALID_BODY, rule);
    }
  }

  /** The same with what isn't null of these, without the space around it. */
  public Profile with(String otherName, String otherAbout, String otherStatus) {
    return new Profile(
        otherName == null ? displayName : otherName.strip(),
        otherAbout == null ? about : otherAbout.strip(),
        otherStatus == null ? status : otherStatus.strip());
  }
}
