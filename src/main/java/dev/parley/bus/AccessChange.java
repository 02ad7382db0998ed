package dev.parley.bus;

/**
 * Something has changed in what somebody may do: whoever has looked it up before looks again. What
 * isn't named is null.
 *
 * @param n in the order of writing
 * @param person whose account it is about
 * @param session the one session of the person that it is about; null for all
 * @param name whose name it is about, as {@link PersonName#key()}, where there may be no account
 * @param room the room that it is about; null for the server
 */
public record AccessChange(long n, PersonId person, SessionId session, String name, RoomId room) {}
