package dev.parley.bus;

import dev.parley.rights.ServerRole;
import java.time.Instant;

/**
 * An account, as its own person sees it. Of an account that was deleted there is none.
 *
 * @param name never changes
 * @param role member or administrator
 * @param avatar counts the pictures that it has had; 0 while there is none
 * @param twoFactor whether signing in takes a code
 * @param hideLastSeen whether others aren't told when the person was last here
 * @param receipts whether others may see how far it has read, and it how far they have
 * @param seenAt when the person was last here; null for never
 * @param deactivated whether nobody can sign in as it
 */
public record Person(
    PersonId id,
    PersonName name,
    Profile profile,
    ServerRole role,
    long avatar,
    boolean twoFactor,
    boolean hideLastSeen,
    boolean receipts,
    Instant createdAt,
    Instant seenAt,
    boolean deactivated) {

  /** Somebody new, who has said no more than this. */
  public static Person of(PersonId id, PersonName name, ServerRole role, Instant createdAt) {
    return new Person(
        id,
        name,
        new Profile(name.value(), "", ""),
        role,
        0,
        false,
        false,
        true,
        createdAt,
        null,
        false);
  }

  /** The same, with this profile. */
  public Person with(Profile other) {
    return new Person(
        id,
        name,
        other,
        role,
        avatar,
        twoFactor,
        hideLastSeen,
        receipts,
        createdAt,
        seenAt,
        deactivated);
  }
}
