package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an order to erase what somebody wrote; a version 7 UUID. */
public record ErasureId(@JsonValue UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
