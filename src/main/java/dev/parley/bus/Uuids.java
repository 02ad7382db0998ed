package dev.parley.bus;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads UUIDs strictly: {@link UUID#fromString} also takes shortened groups, which would give one
 * room many names.
 */
final class Uuids {

  private static final int LENGTH = 36;

  private Uuids() {}

  static Optional<UUID> parse(String text) {
    if (text == null || text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      UUID uuid = UUID.fromString(text);
      return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
