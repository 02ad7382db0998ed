package dev.parley.bus;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of the threads that somebody follows, newest reply first.
 *
 * @param at of the newest reply
 * @param root where in the room's log the thread began
 */
public record ThreadCursor(Instant at, RoomId room, Seq root) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15})_([0-9a-f-]{36})_(\\d{1,18})");

  /**
   * Reads what {@link #text} has written.
   *
   * @throws Failure {@code invalid_parameter} for anything else
   */
  public static ThreadCursor parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new Failure(FailureCode.INVALID_PARAMETER, "before must be of an earlier page.");
    }
    return new ThreadCursor(
        Instant.ofEpochMilli(Long.parseLong(form.group(1))),
        RoomId.parse(form.group(2)),
        new Seq(Long.parseLong(form.group(3))));
  }

  /** As clients get it; they don't look into it. */
  public String text() {
    return at.toEpochMilli() + "_" + room + "_" + root;
  }
}
