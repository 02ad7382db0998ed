package dev.parley.bus;

/**
 * Something has changed in what somebody may do: whoever has looked it up before looks again. What
 * isn't named is null.
 *
 * @param n in the order of writing; 0 before it is written
 * @param person whose account it is about
 * @param session the one session of the person that it is about; null for all
 * @param name whose name it is about, as {@link PersonName#key()}, where there may be no account
 * @param room the room that it is about; null for the server
 */
public record AccessChange(long n, PersonId person, SessionId session, String name, RoomId room) {

  /** About an account and all of its sessions. */
  public static AccessChange of(PersonId person, PersonName name) {
    return new AccessChange(0, person, null, name.key(), null);
  }

  /** About one session. */
  public static AccessChange of(PersonId person, SessionId session) {
    return new AccessChange(0, person, session, null, null);
  }

  /** About somebody in a room; the account is null for a guest. */
  public static AccessChange of(RoomId room, PersonId person, PersonName name) {
    return new AccessChange(0, person, null, name.key(), room);
  }

  /** About a room and everybody in it. */
  public static AccessChange of(RoomId room) {
    return new AccessChange(0, null, null, null, room);
  }

  /** The same, as it was written. */
  public AccessChange written(long number) {
    return new AccessChange(number, person, session, name, room);
  }
}
