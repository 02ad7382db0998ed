package dev.parley.bus;

import java.time.Instant;

/**
 * A stored message.
 *
 * @param seq its place in the room's log
 * @param content to the letter as its author wrote it
 * @param nonce the author's own name for it, null if none was given
 */
public record Message(
    MessageId id,
    RoomId room,
    Seq seq,
    PersonName author,
    MessageContent content,
    Instant createdAt,
    Nonce nonce) {}
