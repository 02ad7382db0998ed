package dev.parley.room;

import java.time.Duration;

/**
 * How rooms are bounded.
 *
 * @param heldEvents the most events that a room holds back while an earlier one is missing
 * @param typingInterval typing of one person is passed on once in this time; zero for always
 * @param headCheck how often rooms are compared with the log, at least a millisecond
 * @param slowWriters the most people who are remembered to have written in rooms in slow mode
 */
public record RoomSettings(
    int heldEvents, Duration typingInterval, Duration headCheck, int slowWriters) {

  private static final int SLOW_WRITERS = 10_000;

  /** Compares as often as a server does. */
  public RoomSettings(int heldEvents, Duration typingInterval) {
    this(heldEvents, typingInterval, Duration.ofMillis(ActiveRooms.HEAD_CHECK_MS));
  }

  /** Compares as often as a server does, and remembers so many people. */
  public RoomSettings(int heldEvents, Duration typingInterval, int slowWriters) {
    this(heldEvents, typingInterval, Duration.ofMillis(ActiveRooms.HEAD_CHECK_MS), slowWriters);
  }

  /** Remembers as many people as will do. */
  public RoomSettings(int heldEvents, Duration typingInterval, Duration headCheck) {
    this(heldEvents, typingInterval, headCheck, SLOW_WRITERS);
  }
}
