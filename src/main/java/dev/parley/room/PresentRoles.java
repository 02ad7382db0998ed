package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.bus.MemberQuery.SelectAccount;
import dev.parley.bus.PersonId;
import dev.parley.bus.Reply.AccountFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.Stores;
import dev.parley.rights.ServerRole;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What those who are in the rooms are on the server. Each comes in as what it was then; if that may
 * have changed, it is looked up, once for all rooms of the verticle, and whoever may no longer be
 * in a room by it is shown the door. What changes again while it is being looked up is looked up
 * once more: the last word is right.
 *
 * <p>Belongs to the verticle's context.
 */
final class PresentRoles {

  private static final Logger log = LoggerFactory.getLogger(PresentRoles.class);

  /** After how long it is tried again to look somebody up, in milliseconds. */
  private static final long RETRY_MS = 500;

  private final Vertx vertx;
  private final Stores stores;
  private final Map<RoomId, ActiveRoom> rooms;
  private final BiConsumer<RoomId, ActiveRoom> changed;
  private final Set<PersonId> asked = new HashSet<>();
  private final Set<PersonId> outdated = new HashSet<>();

  /**
   * Knows of these rooms, which come and go.
   *
   * @param changed hears that somebody in a room is something else now
   */
  PresentRoles(
      Vertx vertx,
      Stores stores,
      Map<RoomId, ActiveRoom> rooms,
      BiConsumer<RoomId, ActiveRoom> changed) {
    this.vertx = vertx;
    this.stores = stores;
    this.rooms = rooms;
    this.changed = changed;
  }

  /** Somebody may be something else by now. */
  void changed(PersonId person) {
    rooms.values().stream()
        .flatMap(active -> active.present.values().stream())
        .filter(actor -> person.equals(actor.id()))
        .findAny()
        .ifPresent(this::ask);
  }

  /** Anybody may: whoever comes in by its role shall not stay by it for longer. */
  void allChanged() {
    Set<PersonId> found = new HashSet<>();
    rooms.values().stream()
        .flatMap(active -> active.present.values().stream())
        .filter(actor -> isAdministrator(actor) && found.add(actor.id()))
        .toList()
        .forEach(this::ask);
  }

  /** Somebody has come in: its role may have been taken away while it was on the way. */
  void cameIn(Actor actor) {
    if (isAdministrator(actor)) {
      ask(actor);
    }
  }

  private static boolean isAdministrator(Actor actor) {
    return actor.hasAccount() && actor.role() == ServerRole.ADMINISTRATOR;
  }

  private void ask(Actor actor) {
    if (asked.add(actor.id())) {
      stores
          .ask(new SelectAccount(actor.name()), AccountFound.class)
          .onComplete(answer -> answered(actor, answer));
    } else {
      outdated.add(actor.id());
    }
  }

  private void answered(Actor actor, AsyncResult<AccountFound> answer) {
    PersonId person = actor.id();
    asked.remove(person);
    if (answer.failed()) {
      log.info("role_not_read person={} error={}", person, answer.cause().getMessage());
      vertx.setTimer(RETRY_MS, timer -> changed(person));
    } else if (person.equals(answer.result().id())) {
      know(person, answer.result().role());
    }
    if (outdated.remove(person)) {
      changed(person);
    }
  }

  private void know(PersonId person, ServerRole role) {
    // whoever is shown the door may be the last of its room, which goes then
    Map.copyOf(rooms)
        .forEach(
            (room, active) -> {
              if (active.know(person, role)) {
                changed.accept(room, active);
              }
            });
  }
}
