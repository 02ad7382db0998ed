package dev.parley.client;

import dev.parley.bus.Availability;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.rights.ServerRole;
import java.time.Instant;

/**
 * Somebody with an account.
 *
 * @param lastSeen null for never, or if they don't want it known
 */
public record ChatPerson(
    PersonId id,
    PersonName name,
    String displayName,
    String about,
    String status,
    ServerRole role,
    Availability presence,
    Instant lastSeen) {}
