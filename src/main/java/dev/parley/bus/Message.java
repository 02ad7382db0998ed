package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A place in a room's log: a stored message in its latest state, or a notice.
 *
 * @param seq its place in the room's log
 * @param author who wrote it, or did what the notice tells
 * @param content to the letter as its author wrote it, or the notice's value; null once it is
 *     deleted, and for a notice without a value
 * @param nonce the author's own name for it, null if none was given
 * @param change its latest change, null if there was none
 * @param authorId the author's account, null for none
 * @param notice null for a message
 * @param extras what stands at it besides
 */
public record Message(
    MessageId id,
    RoomId room,
    Seq seq,
    PersonName author,
    MessageContent content,
    Instant createdAt,
    Nonce nonce,
    Change change,
    PersonId authorId,
    Notice notice,
    Extras extras) {

  /** A message or notice with nothing besides. */
  public Message(
      MessageId id,
      RoomId room,
      Seq seq,
      PersonName author,
      MessageContent content,
      Instant createdAt,
      Nonce nonce,
      Change change,
      PersonId authorId,
      Notice notice) {
    this(id, room, seq, author, content, createdAt, nonce, change, authorId, notice, Extras.NONE);
  }

  /** A message as it was written, by somebody without an account. */
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

  /** A message by somebody without an account. */
  public Message(
      MessageId id,
      RoomId room,
      Seq seq,
      PersonName author,
      MessageContent content,
      Instant createdAt,
      Nonce nonce,
      Change change) {
    this(id, room, seq, author, content, createdAt, nonce, change, null, null);
  }

  /** With something else besides. */
  public Message with(Extras others) {
    return new Message(
        id, room, seq, author, content, createdAt, nonce, change, authorId, notice, others);
  }

  /** After a change. */
  public Message with(MessageContent words, Change latest, Extras others) {
    return new Message(
        id, room, seq, author, words, createdAt, nonce, latest, authorId, notice, others);
  }

  /** The place in the log of what happened to it last: of its change, or else its own. */
  @JsonIgnore
  public Seq position() {
    return change == null ? seq : change.seq();
  }
}
