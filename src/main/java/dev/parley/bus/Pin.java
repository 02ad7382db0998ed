package dev.parley.bus;

import java.time.Instant;

/** That a message is pinned in its room, by whom and since when. */
public record Pin(PersonName by, Instant at) {}
