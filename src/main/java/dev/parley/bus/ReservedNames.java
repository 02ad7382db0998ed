package dev.parley.bus;

import java.util.Set;

/** The names that the server itself speaks with, which nobody can take. */
public final class ReservedNames {

  /** Whose messages are those of accounts that are gone. */
  public static final PersonName DELETED_PERSON = new PersonName("deleted person");

  /** Who does what is ordered on the machine. */
  public static final PersonName COMMAND_LINE = new PersonName("command line");

  /** Who does what the server does by itself. */
  public static final PersonName SERVER = new PersonName("Parley");

  private static final Set<String> KEYS =
      Set.of(DELETED_PERSON.key(), COMMAND_LINE.key(), SERVER.key());

  private ReservedNames() {}

  /** Whether it is one of them, however it is written. */
  public static boolean contains(PersonName name) {
    return KEYS.contains(name.key());
  }
}
