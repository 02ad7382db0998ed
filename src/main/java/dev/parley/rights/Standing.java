package dev.parley.rights;

/**
 * How somebody stands to the server, the first three, or to a room, the others; administrators have
 * one standing in both.
 */
public enum Standing {
  /** Not known, where everybody has to sign in. */
  NOBODY,
  /** Somebody without an account. */
  GUEST,
  /** Somebody with an account. */
  ACCOUNT,
  /** Somebody who runs the server; in a room only if the room is public or they are a member. */
  ADMINISTRATOR,
  /** For whom a private room or direct conversation isn't there. */
  OUTSIDER,
  /** Who was shown the door. */
  BANNED,
  /** In a public room of others, without being a member. */
  VISITOR,
  /** In a room that nobody owns, which is everybody's. */
  COMMONS,
  /** A member who reads, or anybody below a moderator where only moderators write. */
  READER,
  /** A member. */
  MEMBER,
  /** A member who keeps order. */
  MODERATOR,
  /** Whose room it is. */
  OWNER,
  /** One of the people of a direct conversation. */
  PARTNER;

  /** Whether somebody of this standing may be acted on by somebody of the other. */
  public boolean isBelow(Standing other) {
    return rank() < other.rank();
  }

  private int rank() {
    return switch (this) {
      case NOBODY, GUEST, OUTSIDER, BANNED -> 0;
      case VISITOR, COMMONS, ACCOUNT, READER, PARTNER -> 1;
      case MEMBER -> 2;
      case MODERATOR -> 3;
      case OWNER -> 4;
      case ADMINISTRATOR -> 5;
    };
  }
}
