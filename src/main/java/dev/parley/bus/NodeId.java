package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/** Names one running server of the cluster, unlike any that ran before. */
public record NodeId(@JsonValue String value) implements Place {

  @Override
  public String toString() {
    return value;
  }
}
