package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Names a session of an account, of a browser or by an access token; a version 7 UUID, no secret.
 */
public record SessionId(@JsonValue UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
