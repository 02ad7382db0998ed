package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Person;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.ReservedNames;
import dev.parley.rights.ServerRole;
import java.time.Instant;

/** The rules for the names of accounts, which stand in addresses. */
final class NewPerson {

  private NewPerson() {}

  /** The name of an account that is to be made; fails with {@code invalid_username}. */
  static PersonName name(String typed) {
    PersonName name = PersonName.parse(typed);
    boolean unfit = name.key().matches("[.]{1,2}|.*[/\\\\].*") || name.key().isBlank();
    if (unfit) {
      throw new Failure(
          FailureCode.INVALID_USERNAME, "The name of an account can't have slashes in it.");
    }
    if (ReservedNames.contains(name)) {
      throw new Failure(FailureCode.INVALID_USERNAME, "This name is the server's own.");
    }
    return name;
  }

  /** An account that is to be made; the display name may be null. */
  static Person of(PersonId id, PersonName name, String displayName, ServerRole role, Instant now) {
    Person person = Person.of(id, name, role, now);
    return person.with(person.profile().with(displayName, null, null));
  }
}
