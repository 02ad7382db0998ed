package dev.parley.bus;

import java.util.List;

/** What the room verticles want of messages that are there. */
public sealed interface ConversationQuery extends StoreQuery {

  @Override
  default String address() {
    return Addresses.conversationStore();
  }

  /** Hands this query to the method for its kind. */
  <R> R accept(Visitor<R> visitor);

  /**
   * Give a message other words, and keep what it said; answered by {@link Reply.Amended}. Words
   * that it has already change nothing.
   *
   * @param mentions whom the new words call
   */
  record UpdateContent(
      Basis basis, MessageId message, MessageContent content, List<Mention> mentions)
      implements ConversationQuery {
    public UpdateContent {
      mentions = List.copyOf(mentions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.updateContent(this);
    }
  }

  /** Keep a reaction, or take it back; answered by {@link Reply.Amended}. */
  record UpdateReaction(Basis basis, MessageId message, Emoji emoji, boolean present)
      implements ConversationQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.updateReaction(this);
    }
  }

  /** Pin a message, or take the pin off; answered by {@link Reply.Amended}. */
  record UpdatePin(Basis basis, MessageId message, boolean pinned) implements ConversationQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.updatePin(this);
    }
  }

  /** Read what a message said before; answered by {@link Reply.VersionsRead}. */
  record SelectVersions(RoomId room, MessageId message) implements ConversationQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectVersions(this);
    }
  }

  /** Read who reacted with an emoji; answered by {@link Reply.ReactionsRead}. */
  record SelectReactions(RoomId room, MessageId message, Emoji emoji, Seq after, int limit)
      implements ConversationQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectReactions(this);
    }
  }

  /** Read a thread; answered by {@link Reply.ThreadRead}. */
  record SelectThread(RoomId room, MessageId message, HistoryPage page)
      implements ConversationQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectThread(this);
    }
  }

  /**
   * Read what is pinned in a room, what was pinned last first; answered by {@link Reply.PinsRead}.
   */
  record SelectPins(RoomId room) implements ConversationQuery {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.selectPins(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R updateContent(UpdateContent query);

    R updateReaction(UpdateReaction query);

    R updatePin(UpdatePin query);

    R selectVersions(SelectVersions query);

    R selectReactions(SelectReactions query);

    R selectThread(SelectThread query);

    R selectPins(SelectPins query);
  }
}
