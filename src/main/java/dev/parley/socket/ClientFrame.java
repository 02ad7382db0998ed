package dev.parley.socket;

import dev.parley.bus.MessageContent;
import dev.parley.bus.Nonce;

/** What a client can say in a room. */
sealed interface ClientFrame {

  /** Hands this frame to the method for its kind. */
  void accept(Visitor visitor);

  /**
   * {@code {"type":"message","content":"…"}}.
   *
   * @param nonce null if the client gave none
   */
  record Post(MessageContent content, Nonce nonce) implements ClientFrame {
    @Override
    public void accept(Visitor visitor) {
      visitor.post(this);
    }
  }

  /** {@code {"type":"typing"}}. */
  record Typing() implements ClientFrame {
    @Override
    public void accept(Visitor visitor) {
      visitor.typing();
    }
  }

  /** One method per kind. */
  interface Visitor {
    void post(Post frame);

    void typing();
  }
}
