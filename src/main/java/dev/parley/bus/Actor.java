package dev.parley.bus;

import dev.parley.rights.ServerRole;

/**
 * Who does something.
 *
 * @param name as whom others see it; null for somebody who hasn't said
 * @param id the account; null for a guest, and for whom the application that embeds Parley, or a
 *     service of the process, vouches for without one
 * @param role on the server
 * @param from the network address that it comes from, for the audit log; null if that isn't known
 */
public record Actor(PersonName name, PersonId id, ServerRole role, String from) {

  /** Somebody who hasn't said who it is, where that isn't asked. */
  public static final Actor ANYBODY = new Actor(null, null, ServerRole.GUEST, null);

  /** Somebody who has to sign in first. */
  public static final Actor NOBODY = new Actor(null, null, ServerRole.NOBODY, null);

  /** Somebody who only says a name. */
  public static Actor guest(PersonName name) {
    return new Actor(name, null, ServerRole.GUEST, null);
  }

  /** Somebody without an account whom the process itself vouches for. */
  public static Actor trusted(PersonName name) {
    return new Actor(name, null, ServerRole.MEMBER, null);
  }

  /** The same, known to come from this network address. */
  public Actor from(String address) {
    return new Actor(name, id, role, address);
  }

  /** Whether it is the same person: with accounts by these, without by the name. */
  public boolean isSame(Actor other) {
    return id == null ? other.id == null && name.equals(other.name) : id.equals(other.id);
  }

  /** Whether there is an account. */
  public boolean hasAccount() {
    return id != null;
  }
}
