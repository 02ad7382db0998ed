package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one live connection of a person, unlike any other in the cluster. */
public record ConnectionId(@JsonValue UUID value) implements Place {

  @Override
  public String toString() {
    return value.toString();
  }
}
