package dev.parley.bus;

import dev.parley.rights.RoomKind;

/**
 * What is to be different about a room; null for what stays.
 *
 * @param announcements whether only moderators write
 * @param slowMode how many seconds each waits between two messages; 0 for none
 */
public record RoomChange(
    RoomName name,
    Topic topic,
    Boolean archived,
    Boolean announcements,
    Integer slowMode,
    RoomKind kind) {

  /** Whether it changes who may do what. */
  public boolean concernsAccess() {
    return archived != null || announcements != null || slowMode != null || kind != null;
  }
}
