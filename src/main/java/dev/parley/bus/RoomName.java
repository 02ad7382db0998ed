package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/** What people call a room: 1 to 100 characters on one line. Two rooms may have the same name. */
public record RoomName(@JsonValue String value) {

  /** The most characters, counted in code points. */
  public static final int MAX_LENGTH = 100;

  public RoomName {
    if (value == null || Characters.isBlank(value)) {
      throw new Failure(FailureCode.INVALID_ROOM_NAME, "A room needs a name.");
    }
    if (Characters.count(value) > MAX_LENGTH) {
      throw new Failure(
          FailureCode.INVALID_ROOM_NAME,
          "A room's name has at most " + MAX_LENGTH + " characters.");
    }
    if (Characters.isUnfitForNames(value)) {
      throw new Failure(
          FailureCode.INVALID_ROOM_NAME,
          "A room's name can't have control characters, line breaks or broken characters.");
    }
  }

  /**
   * Takes a name as somebody typed it, without the space around it.
   *
   * @throws Failure {@code invalid_room_name}
   */
  public static RoomName parse(String typed) {
    return new RoomName(typed == null ? null : typed.strip());
  }

  @Override
  public String toString() {
    return value;
  }
}
