package dev.parley.room;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.NodeId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomEvent.PresenceChanged;
import dev.parley.presence.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Who is in one room, at which node. Of this node it knows the connections; of the others who is
 * there, and up to which version of what they tell.
 *
 * <p>A node's changes of a room are a chain: each names the one before. Where a link is missing, it
 * is to be asked for the whole.
 *
 * <p>Plain Java, not safe for threads. It holds no more people than there are connections in the
 * cluster.
 */
final class Attendance {

  /** Hears that somebody has come to this node, or gone from it. */
  interface Announcer {
    void announce(PersonName person, boolean here, long before, long version);
  }

  private static final class Elsewhere {
    long version;
    final Set<PersonName> people = new LinkedHashSet<>();
  }

  private final Presence everywhere = new Presence();
  private final Presence here = new Presence();
  private final Map<NodeId, Elsewhere> elsewhere = new HashMap<>();
  private final LongSupplier versions;
  private final Announcer announcer;
  private long version;

  /**
   * Nobody yet.
   *
   * @param versions rises with each call, and goes on rising when this is dropped and the room gets
   *     another; above 0
   */
  Attendance(LongSupplier versions, Announcer announcer) {
    this.versions = versions;
    this.announcer = announcer;
  }

  /** Everybody, at this node and the others. */
  Presence everywhere() {
    return everywhere;
  }

  /** Who is at this node. */
  Presence here() {
    return here;
  }

  /** That of the last change at this node; 0 before the first. */
  long version() {
    return version;
  }

  /** Adds a connection, and says whether the person has just come. */
  boolean enter(PersonName person, ConnectionId connection) {
    if (here.enter(person, connection)) {
      announce(person, true);
    }
    return everywhere.enter(person, connection);
  }

  /** Takes a connection away, and says whether the person has just gone. */
  boolean exit(PersonName person, ConnectionId connection) {
    if (here.exit(person, connection)) {
      announce(person, false);
    }
    return everywhere.exit(person, connection);
  }

  private void announce(PersonName person, boolean isHere) {
    long before = version;
    version = versions.getAsLong();
    announcer.announce(person, isHere, before, version);
  }

  /** Whether this is what the node told last; 0 if nobody is there. */
  boolean agrees(NodeId node, long told) {
    Elsewhere known = elsewhere.get(node);
    return known == null ? told == 0 : known.version == told || told == 0 && known.people.isEmpty();
  }

  /** Whether the change is news, but not the next: the node has to be asked for the whole. */
  boolean misses(PresenceChanged change) {
    Elsewhere known = elsewhere.get(change.node());
    long last = known == null ? 0 : known.version;
    return change.version() > last && change.before() != last;
  }

  /** Takes the next change of another node, and gives who has come or gone by that. */
  List<PersonName> take(PresenceChanged change) {
    Elsewhere known = elsewhere.computeIfAbsent(change.node(), node -> new Elsewhere());
    if (change.version() <= known.version || misses(change)) {
      return List.of();
    }
    known.version = change.version();
    return change.here()
        ? come(change.node(), known, change.person())
        : go(change.node(), known, change.person());
  }

  /** Takes who is at another node, and gives who has come or gone by that. */
  List<PersonName> take(NodeId node, long told, List<PersonName> people) {
    Elsewhere known = elsewhere.computeIfAbsent(node, n -> new Elsewhere());
    if (told != 0 && told < known.version) {
      return List.of(); // a change has overtaken the answer
    }
    known.version = told;
    List<PersonName> changed = new ArrayList<>();
    Set<PersonName> gone = new LinkedHashSet<>(known.people);
    people.forEach(gone::remove);
    gone.forEach(person -> changed.addAll(go(node, known, person)));
    people.forEach(person -> changed.addAll(come(node, known, person)));
    return changed;
  }

  /** Forgets all nodes but these, and gives who has gone by that. */
  List<PersonName> keep(Set<NodeId> nodes) {
    List<PersonName> changed = new ArrayList<>();
    for (NodeId node : List.copyOf(elsewhere.keySet())) {
      if (!nodes.contains(node)) {
        Elsewhere known = elsewhere.remove(node);
        List.copyOf(known.people).forEach(person -> changed.addAll(go(node, known, person)));
      }
    }
    return changed;
  }

  private List<PersonName> come(NodeId node, Elsewhere known, PersonName person) {
    return known.people.add(person) && everywhere.enter(person, node) ? List.of(person) : List.of();
  }

  private List<PersonName> go(NodeId node, Elsewhere known, PersonName person) {
    return known.people.remove(person) && everywhere.exit(person, node)
        ? List.of(person)
        : List.of();
  }
}
