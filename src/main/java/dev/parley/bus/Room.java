package dev.parley.bus;

import java.time.Instant;

/**
 * A room as people know it.
 *
 * @param epoch tells its log from another one of the same room
 */
public record Room(RoomId id, RoomName name, Instant createdAt, Epoch epoch) {}
