package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A stored message, in its latest state.
 *
 * @param seq its place in the room's log
 * @param content to the letter as its author wrote it; null once it is deleted
 * @param nonce the author's own name for it, null if none was given
 * @param change its latest change, null if there was none
 */
public record Message(
    MessageId id,
    RoomId room,
    Seq seq,
    PersonName author,
    MessageContent content,
    Instant createdAt,
    Nonce nonce,
    Change change) {

  /** A message as it was written. */
  public Message(
      MessageId id,
      RoomId room,
      Seq seq,
      PersonName author,
      MessageContent content,
      Instant createdAt,
      Nonce nonce) {
    this(id, room, seq, author, content, createdAt, nonce, null);
  }

  /** The place in the log of what happened to it last: of its change, or else its own. */
  @JsonIgnore
  public Seq position() {
    return change == null ? seq : change.seq();
  }
}
