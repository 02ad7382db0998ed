package dev.parley.presence;

import dev.parley.bus.Availability;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.NodeEvent;
import dev.parley.bus.NodeEvent.PeopleTold.PersonAt;
import dev.parley.bus.NodeId;
import dev.parley.bus.PersonId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How people with accounts are there: by their connections at this node, and as other nodes tell.
 * Somebody is as much there as at the place where they are most.
 *
 * <p>Not safe for threads. It holds no more than there are connections, which {@code
 * limits.connections} bounds on each node.
 */
public final class PeoplePresence {

  private record Heard(Availability now, long atMs) {}

  private final Map<PersonId, Map<ConnectionId, Availability>> here = new HashMap<>();
  private final Map<NodeId, Map<PersonId, Heard>> elsewhere = new HashMap<>();

  /**
   * A connection of this node says how somebody is there by it.
   *
   * @return whether that has changed how they are at this node
   */
  public boolean say(PersonId person, ConnectionId connection, Availability now) {
    Availability before = here(person);
    if (now == Availability.OFFLINE) {
      Map<ConnectionId, Availability> connections = here.get(person);
      if (connections != null && connections.remove(connection) != null && connections.isEmpty()) {
        here.remove(person);
      }
    } else {
      here.computeIfAbsent(person, first -> new HashMap<>(2)).put(connection, now);
    }
    return here(person) != before;
  }

  /** How somebody is there at this node. */
  public Availability here(PersonId person) {
    Map<ConnectionId, Availability> connections = here.get(person);
    return connections == null ? Availability.OFFLINE : Collections.max(connections.values());
  }

  /** Everybody who is there at this node. */
  public List<PersonAt> here() {
    return here.keySet().stream().map(person -> new PersonAt(person, here(person))).toList();
  }

  /** Takes what another node says of its people, at this time by a clock that only goes forward. */
  public void hear(NodeId node, List<PersonAt> people, long nowMs) {
    Map<PersonId, Heard> known = elsewhere.computeIfAbsent(node, first -> new HashMap<>());
    for (PersonAt person : people) {
      if (person.now() == Availability.OFFLINE) {
        known.remove(person.person());
      } else {
        known.put(person.person(), new Heard(person.now(), nowMs));
      }
    }
  }

  /** Forgets what other nodes than these have said. */
  public void keep(Set<NodeId> nodes) {
    elsewhere.keySet().retainAll(nodes);
  }

  /** Forgets what wasn't said again for too long. */
  public void forgetStale(long nowMs) {
    elsewhere
        .values()
        .forEach(
            people ->
                people
                    .values()
                    .removeIf(heard -> nowMs - heard.atMs() >= NodeEvent.PEOPLE_KEPT_MS));
  }

  /** How somebody is there at any node. */
  public Availability of(PersonId person) {
    Availability most = here(person);
    for (Map<PersonId, Heard> people : elsewhere.values()) {
      Heard heard = people.get(person);
      if (heard != null && heard.now().compareTo(most) > 0) {
        most = heard.now();
      }
    }
    return most;
  }
}
