package dev.parley.bus;

import java.time.Instant;

/**
 * What a thread has come to, as its first message shows it.
 *
 * @param count how many replies there are, without the deleted ones
 * @param lastAt when the last of them was written; null if there is none
 */
public record ThreadSummary(long count, Instant lastAt) {}
