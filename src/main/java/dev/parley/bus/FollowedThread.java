package dev.parley.bus;

import java.time.Instant;

/**
 * A thread, as it stands to somebody who follows it, or has.
 *
 * @param root the message that it began with
 * @param rootSeq where in the room's log that is
 * @param read the last reply that they have read
 * @param unread how many replies came after that, without the deleted ones
 * @param lastAt when the newest reply was written; without any, since when they follow it
 */
public record FollowedThread(
    RoomId room,
    MessageId root,
    Seq rootSeq,
    boolean following,
    Seq read,
    long unread,
    Instant lastAt) {

  /** Its place in the list. */
  public ThreadCursor cursor() {
    return new ThreadCursor(lastAt, room, rootSeq);
  }
}
