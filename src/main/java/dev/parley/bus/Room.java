package dev.parley.bus;

import java.time.Instant;

/** A room as people know it. */
public record Room(RoomId id, RoomName name, Instant createdAt) {}
