package dev.parley.bus;

import java.time.Instant;

/** What a message said for a time, and since when. */
public record Version(MessageContent content, Instant writtenAt) {}
