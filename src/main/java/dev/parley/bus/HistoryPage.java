package dev.parley.bus;

/**
 * Which messages of a room to read: the newest, those before or after a seq, or those around one.
 *
 * @param anchor the seq that the page lies at; unused for {@link Kind#NEWEST}
 * @param limit the most messages to read, from 1 to {@link #MAX_LIMIT}
 */
public record HistoryPage(Kind kind, Seq anchor, int limit) {

  /** The largest page. */
  public static final int MAX_LIMIT = 100;

  /** The size of a page if nobody says. */
  public static final int DEFAULT_LIMIT = 50;

  /** Where a page lies. */
  public enum Kind {
    /** The end of the log. */
    NEWEST,
    /** The nearest ones with a smaller seq. */
    BEFORE,
    /** The nearest ones with a larger seq. */
    AFTER,
    /** Half of them before, half from the anchor on. */
    AROUND
  }

  public HistoryPage {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, "limit must be from 1 to " + MAX_LIMIT + ".");
    }
  }

  /** The newest messages. */
  public static HistoryPage newest(int limit) {
    return new HistoryPage(Kind.NEWEST, Seq.START, limit);
  }

  /** The messages that follow a seq. */
  public static HistoryPage after(Seq seq, int limit) {
    return new HistoryPage(Kind.AFTER, seq, limit);
  }
}
