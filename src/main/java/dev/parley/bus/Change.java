package dev.parley.bus;

import java.time.Instant;

/**
 * What has become of a message since it was written.
 *
 * @param seq the place of its latest change in the room's log
 * @param editedAt null if it was not edited
 * @param deletedAt null if it was not deleted
 */
public record Change(Seq seq, Instant editedAt, Instant deletedAt) {}
