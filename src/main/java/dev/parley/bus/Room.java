package dev.parley.bus;

import dev.parley.rights.RoomKind;
import java.time.Instant;
import java.util.List;

/**
 * A room, as those see it who may.
 *
 * @param epoch which log it has
 * @param topic empty for none
 * @param owned whether it is somebody's; otherwise it is everybody's
 * @param archived whether nothing is written in it any more
 * @param announcements whether only moderators write
 * @param slowMode how many seconds each waits between two messages; 0 for none
 * @param people those of a direct conversation; empty for any other room
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
    int slowMode,
    List<PersonName> people) {

  /** The most characters of a topic, counted in code points. */
  public static final int MAX_TOPIC = 250;

  /** The longest slow mode, in seconds. */
  public static final int MAX_SLOW_MODE = 21_600;

  public Room {
    people = List.copyOf(people);
  }

  /** A public room that is everybody's. */
  public Room(RoomId id, RoomName name, Instant createdAt, Epoch epoch) {
    this(id, name, createdAt, epoch, RoomKind.PUBLIC, "", false, false, false, 0, List.of());
  }

  /** The same with these people in it. */
  public Room with(List<PersonName> others) {
    return new Room(
        id, name, createdAt, epoch, kind, topic, owned, archived, announcements, slowMode, others);
  }
}
