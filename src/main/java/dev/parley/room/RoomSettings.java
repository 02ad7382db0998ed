package dev.parley.room;

import java.time.Duration;

/**
 * How rooms are bounded.
 *
 * @param heldEvents the most events that a room holds back while an earlier one is missing
 * @param typingInterval typing of one person is passed on once in this time; zero for always
 */
public record RoomSettings(int heldEvents, Duration typingInterval) {}
