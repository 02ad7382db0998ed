package dev.parley.room;

import dev.parley.bus.PersonName;
import dev.parley.bus.Turnout;
import dev.parley.presence.Presence;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who came and went since everybody was last told. It holds no more than come and go in between.
 */
final class PresenceNews {

  private final Set<PersonName> changed = new LinkedHashSet<>();
  private PersonName last;

  /** Remembers that somebody came or went. */
  void add(PersonName person) {
    changed.remove(person);
    changed.add(person);
    last = person;
  }

  boolean isEmpty() {
    return changed.isEmpty();
  }

  /** Who came or went last. */
  PersonName last() {
    return last;
  }

  /**
   * Gives it out and forgets it.
   *
   * @param whole whether to say everybody who is here, besides the change
   */
  Turnout take(Presence presence, boolean whole) {
    Predicate<PersonName> here = presence::includes;
    Turnout turnout =
        new Turnout(
            changed.stream().filter(here).toList(),
            changed.stream().filter(here.negate()).toList(),
            presence.size(),
            whole ? presence.online() : null);
    changed.clear();
    return turnout;
  }
}
