package dev.parley.bus;

import java.time.Instant;

/**
 * Reads a page of the audit log, the newest first; answered by {@link Reply.AuditRead}. What is
 * null isn't looked at.
 *
 * @param who the name of the one who did it
 * @param what an action, or the part of several before a dot
 * @param whom the name of the one to whom it was done
 * @param from not before this time
 * @param to before this time
 * @param before with a lower number; null begins with the newest
 * @param limit from 1 to {@link #MAX_LIMIT}
 */
public record AuditQuery(
    String who,
    String what,
    String whom,
    RoomId room,
    Instant from,
    Instant to,
    Long before,
    int limit)
    implements StoreQuery {

  /** The largest page. */
  public static final int MAX_LIMIT = 200;

  public AuditQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, "limit must be from 1 to " + MAX_LIMIT + ".");
    }
  }

  /** The next page of the same. */
  public AuditQuery before(long n) {
    return new AuditQuery(who, what, whom, room, from, to, n, limit);
  }

  @Override
  public String address() {
    return Addresses.auditStore();
  }
}
