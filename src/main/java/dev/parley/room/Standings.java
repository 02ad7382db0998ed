package dev.parley.room;

import dev.parley.bus.Actor;
import dev.parley.rights.RoomKind;
import dev.parley.rights.RoomRole;
import dev.parley.rights.ServerRole;
import dev.parley.rights.Standing;

/** How people stand to rooms. Plain Java, without state. */
final class Standings {

  private Standings() {}

  /**
   * How somebody stands to a room. Administrators stand above all in public rooms, and in private
   * ones that they belong to; a conversation knows no ranks.
   */
  static Standing of(Actor actor, RoomAccess access) {
    if (actor.role() == ServerRole.NOBODY) {
      return Standing.NOBODY;
    }
    RoomRole role = access.role(actor);
    boolean inside = access.kind() == RoomKind.PUBLIC || role != null;
    if (inside && actor.role() == ServerRole.ADMINISTRATOR && access.kind() != RoomKind.DIRECT) {
      return Standing.ADMINISTRATOR;
    }
    if (!inside) {
      return Standing.OUTSIDER; // banned or not: a private room isn't there for whoever isn't in it
    }
    if (access.isBanned(actor)) {
      return Standing.BANNED;
    }
    return access.kind() == RoomKind.DIRECT ? Standing.PARTNER : among(role, access);
  }

  private static Standing among(RoomRole role, RoomAccess access) {
    Standing standing = !access.owned() ? Standing.COMMONS : standing(role);
    boolean mayAnnounce = standing == Standing.MODERATOR || standing == Standing.OWNER;
    return access.announcements() && !mayAnnounce ? Standing.READER : standing;
  }

  /** In a room that is somebody's. */
  static Standing standing(RoomRole role) {
    if (role == null) {
      return Standing.VISITOR;
    }
    return switch (role) {
      case READER -> Standing.READER;
      case MEMBER -> Standing.MEMBER;
      case MODERATOR -> Standing.MODERATOR;
      case OWNER -> Standing.OWNER;
    };
  }
}
