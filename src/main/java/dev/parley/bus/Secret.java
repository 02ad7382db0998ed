package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A text that nobody but its receiver may read, the hash of a password or a code say. It shows in
 * no log: only {@link #value()} gives it away.
 */
public record Secret(@JsonValue String value) {

  @Override
  public String toString() {
    return "****";
  }
}
