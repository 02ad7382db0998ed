package dev.parley.bus;

import java.time.Instant;

/**
 * A link that lets somebody do something once, or a few times.
 *
 * @param person whose password it resets; null for others
 * @param madeBy who made it; null for the server and its command line
 * @param maxUses 0 for any number
 */
public record Link(
    LinkId id,
    Kind kind,
    PersonName person,
    PersonName madeBy,
    String note,
    int uses,
    int maxUses,
    Instant createdAt,
    Instant expiresAt) {

  /** What it is for. */
  public enum Kind {
    /** Making the first administrator. */
    SETUP,
    /** Signing up. */
    INVITATION,
    /** Choosing a new password. */
    RESET
  }

  /** The most characters of a note. */
  public static final int MAX_NOTE = 200;
}
