package dev.parley.bus;

/**
 * What administrators set while the server runs.
 *
 * @param name what people call the server, 1 to {@link #MAX_NAME} characters on one line
 */
public record ServerSettings(SignUp signUp, String name) {

  /** The most characters of the name. */
  public static final int MAX_NAME = 64;

  /** As it is before anybody has set anything. */
  public static final ServerSettings FIRST = new ServerSettings(SignUp.INVITATION, "Parley");

  /** Who may make an account. */
  public enum SignUp {
    /** Everybody. */
    OPEN,
    /** Whoever has an invitation. */
    INVITATION
  }

  public ServerSettings {
    if (Characters.isBlank(name)
        || Characters.count(name) > MAX_NAME
        || Characters.isUnfitForNames(name)) {
      throw new Failure(
          FailureCode.INVALID_BODY,
          "A server's name has 1 to " + MAX_NAME + " characters on one line.");
    }
  }
}
