package dev.parley.presence;

import dev.parley.bus.PersonName;
import dev.parley.bus.Place;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is in one room. A person may be there with several connections, two tabs say, or at several
 * nodes, and is there once: they come with the first and go with the last.
 *
 * <p>Not safe for threads. It holds no more than there are connections, which {@code
 * limits.connections} bounds on each node.
 */
public final class Presence {

  // in the order of coming
  private final Map<PersonName, Set<Place>> people = new LinkedHashMap<>();
  private List<PersonName> online = List.of();

  /** Adds where a person is, and says whether the person has just come. */
  public boolean enter(PersonName person, Place place) {
    boolean first = !people.containsKey(person);
    // most people have one
    people.computeIfAbsent(person, p -> new HashSet<>(2)).add(place);
    online = first ? null : online;
    return first;
  }

  /** Takes it away, and says whether the person has just gone. */
  public boolean exit(PersonName person, Place place) {
    Set<Place> places = people.get(person);
    if (places == null || !places.remove(place) || !places.isEmpty()) {
      return false;
    }
    people.remove(person);
    online = null;
    return true;
  }

  /** Whether this person is here. */
  public boolean includes(PersonName person) {
    return people.containsKey(person);
  }

  /** Everybody who is here, in the order of coming. */
  public List<PersonName> online() {
    if (online == null) {
      online = List.copyOf(people.keySet());
    }
    return online;
  }

  /** How many people are here. */
  public int size() {
    return people.size();
  }

  /** Whether nobody is here. */
  public boolean isEmpty() {
    return people.isEmpty();
  }
}
