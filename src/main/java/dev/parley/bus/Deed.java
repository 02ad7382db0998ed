package dev.parley.bus;

/**
 * What somebody did to a message that is in a room's log already. Told once, when it happens; the
 * log keeps what has become of the message.
 *
 * @param by who did it; null for the server
 * @param byId the account of who did it, null for none
 * @param emoji of a reaction; null otherwise
 */
public record Deed(Kind kind, PersonName by, PersonId byId, String emoji) {

  /** What it was. */
  public enum Kind {
    /** The author wrote it otherwise. */
    EDITED,
    /** Nothing but its place is left. */
    DELETED,
    /** A reaction came to it. */
    REACTED,
    /** A reaction was taken back. */
    UNREACTED,
    /** It was pinned. */
    PINNED,
    /** It is pinned no more. */
    UNPINNED
  }

  /** Something without an emoji. */
  public static Deed of(Kind kind, Actor actor) {
    return new Deed(kind, actor.name(), actor.id(), null);
  }
}
