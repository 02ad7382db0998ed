package dev.parley.bus;

import dev.parley.rights.RoomKind;
import java.time.Instant;

/**
 * A room, as those see it who may.
 *
 * @param epoch which log it has
 * @param topic empty for none
 * @param owned whether it is somebody's; otherwise it is everybody's
 * @param archived whether nothing is written in it any more
 * @param announcements whether only moderators write
 * @param slowMode how many seconds each waits between two messages; 0 for none
 */
public record Room(
    RoomId id,
    RoomName name,
    Instant createdAt,
    Epoch epoch,
    RoomKind kind,
    String topic,
    boolean owned,
    boolean archived,
    boolean announcements,
    int slowMode) {

  /** The most characters of a topic, counted in code points. */
  public static final int MAX_TOPIC = 250;

  /** The longest slow mode, in seconds. */
  public static final int MAX_SLOW_MODE = 21_600;

  /** A public room that is everybody's. */
  public Room(RoomId id, RoomName name, Instant createdAt, Epoch epoch) {
    this(id, name, createdAt, epoch, RoomKind.PUBLIC, "", false, false, false, 0);
  }
}
