package dev.parley.client;

import dev.parley.bus.Message;
import dev.parley.bus.PersonName;
import dev.parley.bus.Seq;
import java.util.List;
import java.util.function.Consumer;

/** Hears what happens in a room. All of it does nothing, unless it is overridden. */
public interface ChatListener {

  /** Hears each message as it was written, and nothing else; not what is changed later. */
  static ChatListener ofNew(Consumer<Message> listener) {
    return new ChatListener() {
      @Override
      public void message(Message message) {
        if (message.change() == null) {
          listener.accept(message);
        }
      }
    };
  }

  /** A message was written, or changed; its own are among them. */
  default void message(Message message) {}

  /** Somebody has come to belong to the room, or the like: {@link Message#notice()} says what. */
  default void notice(Message notice) {}

  /**
   * Everything up to this place has been told, though not each place of it: what changed more than
   * once comes in its latest state.
   */
  default void caughtUp(Seq to) {}

  /** People have come and gone. */
  default void presence(List<PersonName> joined, List<PersonName> left) {}

  /** Somebody has begun to type. */
  default void typing(PersonName person) {}

  /** The room is gone, or isn't for this one any more; nothing more will come. */
  default void roomGone() {}
}
