package dev.parley.socket;

import dev.parley.bus.Attached;
import dev.parley.bus.Epoch;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nonce;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;

/**
 * What a client can say. In the plain protocol that is {@link Post} and {@link Typing}, and the
 * room is null: there is only the one that the socket is in.
 */
sealed interface ClientFrame {

  /** What stands in its {@code type}. */
  String type();

  /** Hands this frame to the method for its kind. */
  void accept(Visitor visitor);

  /** Whether it is a message, which has a rate of its own. */
  default boolean isMessage() {
    return false;
  }

  /**
   * {@code {"type":"subscribe","room_id":"…"}}.
   *
   * @param since how far the client has the room's log; null if it has nothing
   * @param epoch which log that was; null if it doesn't say
   */
  record Subscribe(RoomId room, Seq since, Epoch epoch) implements ClientFrame {
    @Override
    public String type() {
      return "subscribe";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.subscribe(this);
    }
  }

  /** {@code {"type":"unsubscribe","room_id":"…"}}. */
  record Unsubscribe(RoomId room) implements ClientFrame {
    @Override
    public String type() {
      return "unsubscribe";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.unsubscribe(this);
    }
  }

  /**
   * {@code {"type":"message","content":"…"}}.
   *
   * @param nonce null if the client gave none
   * @param attached what it quotes, and the thread it is in
   */
  record Post(RoomId room, MessageContent content, Nonce nonce, Attached attached)
      implements ClientFrame {

    /** Just words. */
    Post(RoomId room, MessageContent content, Nonce nonce) {
      this(room, content, nonce, Attached.NONE);
    }

    @Override
    public String type() {
      return "message";
    }

    @Override
    public boolean isMessage() {
      return true;
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.post(this);
    }
  }

  /** {@code {"type":"typing"}}. */
  record Typing(RoomId room) implements ClientFrame {
    @Override
    public String type() {
      return "typing";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.typing(this);
    }
  }

  /** {@code {"type":"ping"}}. */
  record Ping() implements ClientFrame {
    @Override
    public String type() {
      return "ping";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.ping();
    }
  }

  /**
   * {@code {"type":"presence","status":"away"}}.
   *
   * @param away whether the person has turned to something else
   */
  record Presence(boolean away) implements ClientFrame {
    @Override
    public String type() {
      return "presence";
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.presence(this);
    }
  }

  /** One method per kind. */
  interface Visitor {
    void subscribe(Subscribe frame);

    void unsubscribe(Unsubscribe frame);

    void post(Post frame);

    void typing(Typing frame);

    void ping();

    void presence(Presence frame);
  }
}
