package dev.parley.bus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member wants to be told of. */
public enum NotificationLevel {
  /** Of every message. */
  ALL,
  /** Of those that name it. */
  MENTIONS,
  /** Of none. */
  NOTHING;

  /** As it is stored, and on the wire. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level that is written so. */
  public static Optional<NotificationLevel> of(String text) {
    return Arrays.stream(values()).filter(level -> level.text().equals(text)).findFirst();
  }
}
