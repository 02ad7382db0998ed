package dev.parley.persistence;

import java.time.Duration;

/**
 * How storage is bounded.
 *
 * @param commitInterval a group commit starts no sooner than this after the one before
 * @param commitBatch the most appends that one commit takes
 * @param pendingWrites the most appends, and the most other writes, that wait for their turn
 * @param readers how many connections read at the same time
 * @param pendingReads the most reads that wait for a connection
 */
public record StorageLimits(
    Duration commitInterval, int commitBatch, int pendingWrites, int readers, int pendingReads) {}
