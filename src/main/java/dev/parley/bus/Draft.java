package dev.parley.bus;

import java.time.Instant;

/**
 * What somebody has begun to write in one place, on whichever device: up to {@link
 * MessageContent#MAX_LENGTH} characters, of which none need be seen.
 *
 * @param thread the message that began the thread it is in; null for the room itself
 * @param content empty for one that is gone, unless it quotes something
 * @param quote the message that it answers; null for none
 * @param at when it was written, by the clock of the device; null for just now
 * @param version greater than that of all earlier ones in the place; 0 before it is kept
 */
public record Draft(
    RoomId room, MessageId thread, String content, MessageId quote, Instant at, long version) {

  public Draft {
    if (Characters.count(content) > MessageContent.MAX_LENGTH) {
      throw new Failure(FailureCode.MESSAGE_TOO_LONG);
    }
    if (content.indexOf('\0') >= 0 || Characters.hasLoneSurrogate(content)) {
      throw new Failure(FailureCode.INVALID_CONTENT);
    }
  }

  /** One that is gone since then. */
  public static Draft gone(RoomId room, MessageId thread, Instant at) {
    return new Draft(room, thread, "", null, at, 0);
  }

  /** Whether there is nothing of it any more. */
  public boolean gone() {
    return content.isEmpty() && quote == null;
  }

  /** The same, as the server takes it to be written. */
  public Draft writtenAt(Instant time) {
    return new Draft(room, thread, content, quote, time, version);
  }

  /** The same, as it was kept. */
  public Draft kept(long number) {
    return new Draft(room, thread, content, quote, at, number);
  }
}
