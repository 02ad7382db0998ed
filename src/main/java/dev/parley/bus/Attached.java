package dev.parley.bus;

import java.util.List;

/**
 * What somebody gives a message besides its words.
 *
 * @param quote the message that it answers, null for none
 * @param thread the message whose thread it belongs to, null for none
 * @param files what was uploaded for it before
 */
public record Attached(MessageId quote, MessageId thread, List<FileId> files) {

  /** Nothing. */
  public static final Attached NONE = new Attached(null, null, List.of());

  public Attached {
    files = List.copyOf(files);
  }
}
