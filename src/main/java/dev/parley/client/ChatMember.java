package dev.parley.client;

import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.rights.RoomRole;
import java.time.Instant;

/** Somebody who belongs to a room. */
public record ChatMember(
    PersonId id, PersonName name, String displayName, RoomRole role, Instant joinedAt) {}
