package dev.parley.bus;

/**
 * The message that another one answers.
 *
 * @param excerpt how it begins, at most {@link #MAX_EXCERPT} characters; empty once it is deleted
 */
public record Quote(MessageId message, Seq seq, PersonName author, String excerpt) {

  /** The most characters of an excerpt, in code points. */
  public static final int MAX_EXCERPT = 200;
}
