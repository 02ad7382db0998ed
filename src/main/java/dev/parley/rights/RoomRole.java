package dev.parley.rights;

/** What a member is in a room, in rising order. */
public enum RoomRole {
  /** Reads what others announce. */
  READER,
  /** Reads and writes. */
  MEMBER,
  /** Keeps order. */
  MODERATOR,
  /** Whose room it is; there may be several. */
  OWNER
}
