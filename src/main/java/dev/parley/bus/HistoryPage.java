package dev.parley.bus;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /**
   * A page as clients ask for it.
   *
   * @param anchors the seq that the client has given for a kind, if it has
   * @throws Failure {@code invalid_parameter} if there is more than one; without any, the page is
   *     the newest
   */
  public static HistoryPage of(int limit, Function<Kind, Optional<Seq>> anchors) {
    List<HistoryPage> pages =
        Stream.of(Kind.BEFORE, Kind.AFTER, Kind.AROUND)
            .flatMap(
                kind -> anchors.apply(kind).map(seq -> new HistoryPage(kind, seq, limit)).stream())
            .toList();
    if (pages.size() > 1) {
      throw new Failure(
          FailureCode.INVALID_PARAMETER, "Only one of before, after and around can be given.");
    }
    return pages.isEmpty() ? newest(limit) : pages.get(0);
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
