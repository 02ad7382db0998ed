package dev.parley.bus;

/**
 * Whom a message calls.
 *
 * @param person the account that is meant; null for {@code @here} and {@code @room}
 * @param name the person's name; null for {@code @here} and {@code @room}
 * @param start where it stands in the content, in UTF-16 units
 * @param length how long it is there, in UTF-16 units, with its {@code @}
 */
public record Mention(Kind kind, PersonId person, PersonName name, int start, int length) {

  /** Who is meant. */
  public enum Kind {
    /** One person. */
    PERSON,
    /** Whoever is here now. */
    HERE,
    /** Everybody in the room. */
    ROOM
  }
}
