package dev.parley.bus;

import java.time.Instant;

/** What the room verticles want of the database's log of messages. */
public sealed interface MessageQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.messageStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Put a message at the end of its room's log; answered by {@link Reply.MessageStored} after the
   * commit.
   *
   * @param authorId null for somebody without an account
   * @param nonce null for none; the pair of author and nonce is stored once per room
   * @param attached what it quotes, the thread it is in, its files
   * @param extras what stands at it from the beginning, as far as the database needn't be asked
   */
  record AppendMessage(
      RoomId room,
      MessageId id,
      PersonName author,
      PersonId authorId,
      MessageContent content,
      Instant createdAt,
      Nonce nonce,
      Attached attached,
      Extras extras)
      implements MessageQuery {

    /** Just words. */
    public AppendMessage(
        RoomId room,
        MessageId id,
        PersonName author,
        PersonId authorId,
        MessageContent content,
        Instant createdAt,
        Nonce nonce) {
      this(room, id, author, authorId, content, createdAt, nonce, Attached.NONE, Extras.NONE);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.appendMessage(this);
    }
  }

  /**
   * Read a page of a room's messages; answered by {@link Reply.HistoryRead}.
   *
   * @param notices whether notices are on it too
   */
  record SelectMessages(RoomId room, HistoryPage page, boolean notices) implements MessageQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectMessages(this);
    }
  }

  /**
   * Read everything that changed in a part of a room's log, in its latest state; answered by {@link
   * Reply.ChangesRead}. A message that changed again behind that part isn't in it.
   *
   * @param after the part begins behind this one
   * @param upTo its last one, at most {@link #MAX_CHANGES} further; committed already
   */
  record SelectChanges(RoomId room, Seq after, Seq upTo) implements MessageQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectChanges(this);
    }
  }

  /** Read one message, or a tombstone; answered by {@link Reply.MessageFound}. */
  record SelectMessage(RoomId room, MessageId message) implements MessageQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectMessage(this);
    }
  }

  /**
   * Delete a message: a tombstone stays, whose change has the next place in the log. Answered by
   * {@link Reply.Amended}.
   */
  record RemoveMessage(Basis basis, MessageId message) implements MessageQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.removeMessage(this);
    }
  }

  /** Keep a report of a message, as it is now; answered by {@link Reply.ReportStored}. */
  record InsertReport(ReportId report, Basis basis, MessageId message, String reason)
      implements MessageQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.insertReport(this);
    }
  }

  /** The longest part of a log that is read at once. */
  int MAX_CHANGES = 100;

  /** One method per kind. */
  interface Visitor<R> {
    R appendMessage(AppendMessage query);

    R selectMessages(SelectMessages query);

    R selectChanges(SelectChanges query);

    R selectMessage(SelectMessage query);

    R removeMessage(RemoveMessage query);

    R insertReport(InsertReport query);
  }
}
