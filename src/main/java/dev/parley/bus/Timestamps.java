package dev.parley.bus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How times look to clients: ISO 8601 in UTC, always with milliseconds, {@code
 * 2026-01-02T10:30:00.000Z}.
 */
public final class Timestamps {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** Writes a time out. Safe for any thread. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }
}
