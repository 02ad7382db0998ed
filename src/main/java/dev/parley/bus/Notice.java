package dev.parley.bus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a place in a room's log says that isn't a message: who came to belong to it, and the like.
 */
public enum Notice {
  /** Somebody has joined by itself. */
  JOINED,
  /** Somebody has left by itself. */
  LEFT,
  /** Somebody was invited, whom the value names. */
  ADDED,
  /** Somebody was removed, whom the value names. */
  REMOVED,
  /** Somebody was banned, whom the value names. */
  BANNED,
  /** Somebody, whom the value names, is now a reader. */
  MADE_READER,
  /** Somebody, whom the value names, is now a member. */
  MADE_MEMBER,
  /** Somebody, whom the value names, is now a moderator. */
  MADE_MODERATOR,
  /** Somebody, whom the value names, is now an owner. */
  MADE_OWNER,
  /** The room has a new name, the value. */
  RENAMED,
  /** The room has a new topic, the value. */
  TOPIC,
  /** The room is archived. */
  ARCHIVED,
  /** The room is in use again. */
  UNARCHIVED;

  /** Whether the value is somebody's name. */
  public boolean namesSomebody() {
    return switch (this) {
      case ADDED, REMOVED, BANNED, MADE_READER, MADE_MEMBER, MADE_MODERATOR, MADE_OWNER -> true;
      case JOINED, LEFT, RENAMED, TOPIC, ARCHIVED, UNARCHIVED -> false;
    };
  }

  /** What the value is called on the wire. */
  public String valueName() {
    return namesSomebody() ? "subject" : "value";
  }

  /** As it is stored, and on the wire. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The notice that is written so. */
  public static Optional<Notice> of(String text) {
    return Arrays.stream(values()).filter(notice -> notice.text().equals(text)).findFirst();
  }
}
