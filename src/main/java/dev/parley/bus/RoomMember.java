package dev.parley.bus;

import dev.parley.rights.RoomRole;
import java.time.Instant;

/**
 * Somebody who belongs to a room.
 *
 * @param avatar which of its pictures it is, counted; null for none
 */
public record RoomMember(
    PersonId id,
    PersonName name,
    String displayName,
    RoomRole role,
    Instant joinedAt,
    Integer avatar) {}
