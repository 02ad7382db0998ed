package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.AccessFound;
import dev.parley.bus.Reply.AccessFound.Belonging;
import dev.parley.bus.Reply.AccessFound.Restraint;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What decides what people may do in a room; of all of them, or of the one that it was read for.
 *
 * @param version rises with each change of any of this
 * @param restraints by {@link PersonName#key()}
 */
record RoomAccess(
    long version,
    RoomKind kind,
    boolean owned,
    boolean archived,
    boolean announcements,
    int slowMode,
    Map<PersonId, RoomRole> members,
    Map<String, Restraint> restraints) {

  RoomAccess {
    members = Map.copyOf(members);
    restraints = Map.copyOf(restraints);
  }

  static RoomAccess of(AccessFound found) {
    return new RoomAccess(
        found.version(),
        found.kind(),
        found.owned(),
        found.archived(),
        found.announcements(),
        found.slowMode(),
        found.members().stream().collect(Collectors.toMap(Belonging::person, Belonging::role)),
        found.restrictions().stream()
            .collect(Collectors.toMap(Restraint::name, Function.identity())));
  }

  /** What somebody is in the room; null for who doesn't belong to it. */
  RoomRole role(Actor actor) {
    return actor.id() == null ? null : members.get(actor.id());
  }

  /** Whether somebody is banned, or has been muted. */
  boolean isRestrained(Actor actor) {
    return restraint(actor) != null;
  }

  boolean isBanned(Actor actor) {
    Restraint restraint = restraint(actor);
    return restraint != null && restraint.banned();
  }

  /** Until when somebody is muted; null for who isn't now. */
  Instant mutedUntil(Actor actor, Instant now) {
    Restraint restraint = restraint(actor);
    Instant until = restraint == null ? null : restraint.mutedUntil();
    return until != null && now.isBefore(until) ? until : null;
  }

  /** A name's key costs something, and where nobody is restrained, nobody asks for it. */
  private Restraint restraint(Actor actor) {
    return restraints.isEmpty() || actor.name() == null ? null : restraints.get(actor.name().key());
  }
}
