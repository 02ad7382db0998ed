package dev.parley.bus;

import java.time.Instant;

/**
 * What somebody may not do in a room for now.
 *
 * @param mutedUntil null for somebody who isn't muted
 * @param bannedAt null for somebody who isn't banned
 * @param reason empty for none
 * @param by whoever restricted it last
 */
public record Restriction(
    PersonName name, Instant mutedUntil, Instant bannedAt, String reason, PersonName by) {}
