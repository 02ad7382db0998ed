package dev.parley.rights;

/** What somebody is on this server, in rising order. */
public enum ServerRole {
  /** Not known, where everybody has to sign in. */
  NOBODY,
  /** Somebody who only says a name, where that is enough. */
  GUEST,
  /** Somebody with an account, or whom the application that embeds Parley vouches for. */
  MEMBER,
  /** Somebody who runs the server. */
  ADMINISTRATOR;

  /** The standing in what is of no room. */
  public Standing standing() {
    return switch (this) {
      case NOBODY -> Standing.NOBODY;
      case GUEST -> Standing.GUEST;
      case MEMBER -> Standing.ACCOUNT;
      case ADMINISTRATOR -> Standing.ADMINISTRATOR;
    };
  }
}
