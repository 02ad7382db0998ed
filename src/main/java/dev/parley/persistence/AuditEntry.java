package dev.parley.persistence;

import dev.parley.bus.Actor;
import dev.parley.bus.RoomId;
import java.util.Map;

/**
 * What the audit log is to remember; never a secret.
 *
 * @param actor who did it, and from where
 * @param action what was done, as {@code person.deactivate}
 * @param subject to whom, as people see the name; null for nobody
 * @param room where; null for the server
 * @param detail what there is more to say
 */
public record AuditEntry(
    Actor actor, String action, String subject, RoomId room, Map<String, String> detail) {

  public AuditEntry {
    detail = Map.copyOf(detail);
  }

  /** Something that was done to nobody in no room. */
  public AuditEntry(Actor actor, String action) {
    this(actor, action, null, null, Map.of());
  }

  /** Something that was done to somebody on the server. */
  public AuditEntry(Actor actor, String action, String subject) {
    this(actor, action, subject, null, Map.of());
  }
}
