package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a room is about: at most {@link Room#MAX_TOPIC} characters on one line; empty for none. */
public record Topic(@JsonValue String value) {

  /** No topic. */
  public static final Topic NONE = new Topic("");

  public Topic {
    if (Characters.count(value) > Room.MAX_TOPIC) {
      throw new Failure(
          FailureCode.INVALID_BODY, "A topic has at most " + Room.MAX_TOPIC + " characters.");
    }
    if (Characters.isUnfitForNames(value)) {
      throw new Failure(
          FailureCode.INVALID_BODY,
          "A topic can't have control characters, line breaks or broken characters.");
    }
  }

  /**
   * Takes a topic as somebody typed it, without the space around it.
   *
   * @throws Failure {@code invalid_body}
   */
  public static Topic parse(String typed) {
    return Characters.isBlank(typed) ? NONE : new Topic(typed.strip());
  }
}
