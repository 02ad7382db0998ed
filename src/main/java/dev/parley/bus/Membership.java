package dev.parley.bus;

import dev.parley.rights.RoomRole;

/** A room that somebody belongs to, and what it is to that person. */
public record Membership(Room room, RoomRole role, boolean favourite, NotificationLevel level) {}
