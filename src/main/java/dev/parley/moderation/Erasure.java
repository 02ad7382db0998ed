package dev.parley.moderation;

import dev.parley.bus.Change;
import dev.parley.bus.ErasureId;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.PersonId;
import dev.parley.bus.PersonName;
import dev.parley.bus.ReservedNames;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import java.time.Instant;

/**
 * An order to erase what somebody wrote, and how far it has come.
 *
 * @param room the only room that it is about; null for all, because the account itself goes
 * @param person whose messages; null for a guest's
 * @param deletes whether the messages go; otherwise they stay, as those of nobody
 * @param nextRoom the room that it is at; null before the first
 * @param nextSeq how far it has come in that
 */
record Erasure(
    ErasureId id,
    RoomId room,
    PersonId person,
    PersonName name,
    boolean deletes,
    RoomId nextRoom,
    Seq nextSeq) {

  private static final PersonName NOBODY = ReservedNames.DELETED_PERSON;
  private static final MessageContent NOBODY_NAMED = new MessageContent(NOBODY.value());

  /** Whether something of this place in the log is to be erased. */
  boolean concerns(Message message) {
    if (room != null) {
      return isAuthor(message) && message.notice() == null && message.content() != null;
    }
    return isAuthor(message) || names(message);
  }

  /** What is nobody's was no guest's, though it looks like it. */
  private boolean isAuthor(Message message) {
    return person == null
        ? message.authorId() == null
            && !message.author().equals(NOBODY)
            && message.author().key().equals(name.key())
        : person.equals(message.authorId());
  }

  /** Whether it is a notice about this person. */
  private boolean names(Message message) {
    return message.notice() != null
        && message.notice().namesSomebody()
        && message.content() != null
        && message.content().value().equals(name.value());
  }

  /** What is left of it, at this new place in the log. */
  Message apply(Message message, Seq seq, Instant at) {
    boolean keepsAuthor = room != null || !isAuthor(message);
    boolean buries = deletes && message.notice() == null && isAuthor(message);
    return new Message(
        message.id(),
        message.room(),
        message.seq(),
        keepsAuthor ? message.author() : NOBODY,
        content(message, buries),
        message.createdAt(),
        // two people's nonces may be the same, those of nobody may not
        keepsAuthor ? message.nonce() : null,
        change(message, seq, buries ? at : null),
        keepsAuthor ? message.authorId() : null,
        message.notice(),
        buries ? message.extras().buried() : message.extras());
  }

  private MessageContent content(Message message, boolean buries) {
    if (buries) {
      return null;
    }
    return room == null && names(message) ? NOBODY_NAMED : message.content();
  }

  private static Change change(Message message, Seq seq, Instant deletedAt) {
    Change before = message.change();
    Instant edited = before == null ? null : before.editedAt();
    Instant deleted = before == null ? null : before.deletedAt();
    return new Change(seq, edited, deleted == null ? deletedAt : deleted);
  }
}
