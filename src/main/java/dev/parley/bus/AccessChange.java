package dev.parley.bus;

/**
 * Something has changed in what somebody may do: whoever has looked it up before looks again. What
 * isn't named is null; if nothing is, it may be anything, and everything is to be looked up again.
 *
 * @param n in the order of writing; 0 before it is written
 * @param person whose account it is about; with a room, who has become something else in it, or
 *     nothing, and may hear of it
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

  /**
   * About somebody in a room; the account is null for a guest, and for who stays what it is there.
   */
  public static AccessChange of(RoomId room, PersonId person, PersonName name) {
    return new AccessChange(0, person, null, name.key(), room);
  }

  /** About a room and everybody in it. */
  public static AccessChange of(RoomId room) {
    return new AccessChange(0, null, null, null, room);
  }

  /** About nobody knows what: too much time went by without hearing of any. */
  public static AccessChange ofEverything(long n) {
    return new AccessChange(n, null, null, null, null);
  }

  /** Whether nobody knows what it is about. */
  public boolean concernsEverything() {
    return person == null && session == null && name == null && room == null;
  }

  /** Whether what anybody may do in this room has to be looked up again. */
  public boolean concerns(RoomId other) {
    return other.equals(room) || concernsEverything();
  }

  /**
   * Whether it has to be asked anew who this is on the server.
   *
   * @param id null for somebody without an account
   * @param signedIn the session that they came with; null for none
   * @param nameKey what they are called, as {@link PersonName#key()}
   */
  public boolean concerns(PersonId id, SessionId signedIn, String nameKey) {
    boolean ofPerson =
        person != null && person.equals(id) && (session == null || session.equals(signedIn));
    boolean ofName = name != null && name.equals(nameKey);
    return room == null && (ofPerson || ofName || concernsEverything());
  }

  /** The same, as it was written. */
  public AccessChange written(long number) {
    return new AccessChange(number, person, session, name, room);
  }
}
