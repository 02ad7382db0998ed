package dev.parley.room;

import java.time.Duration;

/**
 * How rooms are bounded.
 *
 * @param heldEvents the most events that a room holds back while an earlier one is missing
 * @param typingInterval typing of one person is passed on once in this time; zero for always
 * @param headCheck how often rooms are compared with the log, at least a millisecond
 */
public record RoomSettings(int heldEvents, Duration typingInterval, Duration headCheck) {

  /** Compares as often as a server does. */
  public RoomSettings(int heldEvents, Duration typingInterval) {
    this(heldEvents, typingInterval, Duration.ofMillis(ActiveRooms.HEAD_CHECK_MS));
  }
}
