package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a room; a version 7 UUID, so that newer rooms sort after older ones. */
public record RoomId(@JsonValue UUID value) {

  /**
   * Reads the usual form of 36 characters.
   *
   * @throws Failure {@code room_not_found} for anything else: no such room can be there
   */
  public static RoomId parse(String text) {
    return new RoomId(Uuids.parse(text).orElseThrow(() -> new Failure(FailureCode.ROOM_NOT_FOUND)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
