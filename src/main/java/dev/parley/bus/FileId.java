package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a file that was put into a room; a version 7 UUID. */
public record FileId(@JsonValue UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
