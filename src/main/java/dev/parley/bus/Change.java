package dev.parley.bus;

import java.time.Instant;

/**
 * What has become of a message since it was written.
 *
 * @param seq the place of its latest change in the room's log
 * @param editedAt null if it was not edited
 * @param deletedAt null if it was not deleted
 * @param deed what the latest change was, for those who hear of it as it happens; null if that is
 *     to be told as the message's state, as it is in what is read from the log
 */
public record Change(Seq seq, Instant editedAt, Instant deletedAt, Deed deed) {

  /** A change that is told as the message's state. */
  public Change(Seq seq, Instant editedAt, Instant deletedAt) {
    this(seq, editedAt, deletedAt, null);
  }
}
