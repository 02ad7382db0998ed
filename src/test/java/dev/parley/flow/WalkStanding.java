package dev.parley.flow;

import dev.parley.rights.ServerRole;
import dev.parley.rights.Standing;

/** How somebody may stand to the server and to a room; what the table says is looked up by it. */
enum WalkStanding {
  NOBODY(ServerRole.NOBODY, Standing.NOBODY),
  GUEST_IN_COMMONS(ServerRole.GUEST, Standing.COMMONS),
  ACCOUNT_IN_COMMONS(ServerRole.MEMBER, Standing.COMMONS),
  OUTSIDER(ServerRole.MEMBER, Standing.OUTSIDER),
  REMOVED_MEMBER(ServerRole.MEMBER, Standing.OUTSIDER),
  BANNED(ServerRole.MEMBER, Standing.BANNED),
  VISITOR(ServerRole.MEMBER, Standing.VISITOR),
  READER(ServerRole.MEMBER, Standing.READER),
  MEMBER(ServerRole.MEMBER, Standing.MEMBER),
  MODERATOR(ServerRole.MEMBER, Standing.MODERATOR),
  OWNER(ServerRole.MEMBER, Standing.OWNER),
  PARTNER(ServerRole.MEMBER, Standing.PARTNER),
  ADMINISTRATOR(ServerRole.ADMINISTRATOR, Standing.ADMINISTRATOR),
  ADMINISTRATOR_OUTSIDE(ServerRole.ADMINISTRATOR, Standing.OUTSIDER),
  READ_ONLY_TOKEN(ServerRole.MEMBER, Standing.MEMBER),
  REVOKED_TOKEN(ServerRole.NOBODY, Standing.NOBODY);

  private final ServerRole role;
  private final Standing inRoom;

  WalkStanding(ServerRole role, Standing inRoom) {
    this.role = role;
    this.inRoom = inRoom;
  }

  ServerRole role() {
    return role;
  }

  Standing inRoom() {
    return inRoom;
  }

  boolean isInCommons() {
    return inRoom == Standing.COMMONS;
  }

  boolean isGuest() {
    return role == ServerRole.GUEST;
  }
}
