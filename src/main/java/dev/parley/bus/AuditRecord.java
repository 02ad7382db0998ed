package dev.parley.bus;

import java.time.Instant;

/**
 * What the audit log says of one thing that was done.
 *
 * @param n its place in the log
 * @param actorId who did it; null for a guest, the server or its command line
 * @param actor as others see the name; empty for somebody who hasn't said one
 * @param subject to whom; null for nobody
 * @param room where; null for the server
 * @param address where it came from; null if that isn't known
 * @param detail what there is more to say, a JSON object
 */
public record AuditRecord(
    long n,
    Instant at,
    PersonId actorId,
    String actor,
    String action,
    String subject,
    RoomId room,
    String address,
    String detail) {}
