package dev.parley.bus;

import java.util.List;

/**
 * What stands at a message besides its words, in its latest state.
 *
 * @param quote what it answers; null for nothing
 * @param thread the thread that it is a reply in; null for none
 * @param replies the thread that it began; null for none
 * @param reactions in the order in which their emoji came
 * @param pin null if it isn't pinned
 * @param mentions in the order of the content
 * @param files in the order in which its author gave them
 */
public record Extras(
    Quote quote,
    ThreadPlace thread,
    ThreadSummary replies,
    List<Tally> reactions,
    Pin pin,
    List<Mention> mentions,
    List<FileRef> files) {

  /** Nothing. */
  public static final Extras NONE =
      new Extras(null, null, null, List.of(), null, List.of(), List.of());

  public Extras {
    reactions = List.copyOf(reactions);
    mentions = List.copyOf(mentions);
    files = List.copyOf(files);
  }

  /** What a tombstone keeps: its places in threads. */
  public Extras buried() {
    return new Extras(null, thread, replies, List.of(), null, List.of(), List.of());
  }

  /** With another quote. */
  public Extras withQuote(Quote other) {
    return new Extras(other, thread, replies, reactions, pin, mentions, files);
  }

  /** In a thread, or in none. */
  public Extras withThread(ThreadPlace other) {
    return new Extras(quote, other, replies, reactions, pin, mentions, files);
  }

  /** With replies, or without. */
  public Extras withReplies(ThreadSummary other) {
    return new Extras(quote, thread, other, reactions, pin, mentions, files);
  }

  /** With other reactions. */
  public Extras withReactions(List<Tally> others) {
    return new Extras(quote, thread, replies, others, pin, mentions, files);
  }

  /** Pinned, or not. */
  public Extras withPin(Pin other) {
    return new Extras(quote, thread, replies, reactions, other, mentions, files);
  }

  /** With other mentions. */
  public Extras withMentions(List<Mention> others) {
    return new Extras(quote, thread, replies, reactions, pin, others, files);
  }

  /** With other files. */
  public Extras withFiles(List<FileRef> others) {
    return new Extras(quote, thread, replies, reactions, pin, mentions, others);
  }
}
