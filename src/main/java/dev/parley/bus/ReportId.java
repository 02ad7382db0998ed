package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a report of a message; a version 7 UUID. */
public record ReportId(@JsonValue UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
