package dev.parley.bus;

import java.time.Instant;

/**
 * Where a reply belongs, and what its thread has come to by the reply's latest change.
 *
 * @param root the message that the thread began with
 * @param count how many replies there are, without the deleted ones
 * @param lastAt when the last of them was written; null if there is none
 */
public record ThreadPlace(MessageId root, long count, Instant lastAt) {}
