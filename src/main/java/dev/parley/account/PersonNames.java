package dev.parley.account;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.PersonName;

/** Names in addresses. */
final class PersonNames {

  private PersonNames() {}

  /**
   * The name in an address.
   *
   * @throws Failure {@code person_not_found} for what is none: nobody can have it
   */
  static PersonName inPath(String text) {
    try {
      return PersonName.parse(text);
    } catch (Failure unusable) {
      throw new Failure(FailureCode.PERSON_NOT_FOUND);
    }
  }
}
