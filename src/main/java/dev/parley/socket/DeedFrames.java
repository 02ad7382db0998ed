package dev.parley.socket;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.bus.Change;
import dev.parley.bus.Deed;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.Message;
import dev.parley.bus.Timestamps;
import java.io.IOException;

/**
 * Writes the frames that tell what somebody did to a message, as it happens: each has the state
 * after it. The contract is their reference, the golden frames their example.
 */
final class DeedFrames {

  private DeedFrames() {}

  /** A deletion; whoever reads the log finds a tombstone. */
  static EncodedFrame deleted(Message message) {
    return JsonFrame.of(
        "message_delete",
        json -> {
          head(json, message);
          by(json, "by", message.change().deed());
          json.writeStringField("timestamp", Timestamps.format(message.change().deletedAt()));
        });
  }

  /** A reaction that came or went, and all that are there then. */
  static EncodedFrame reaction(Message message) {
    Deed deed = message.change().deed();
    return JsonFrame.of(
        "reaction",
        json -> {
          head(json, message);
          json.writeStringField("emoji", deed.emoji());
          json.writeStringField("op", deed.kind() == Deed.Kind.REACTED ? "add" : "remove");
          by(json, "username", deed);
          ExtrasForms.reactions(json, "counts", message.extras().reactions());
        });
  }

  /** A pin that was put on or taken off. */
  static EncodedFrame pin(Message message) {
    Deed deed = message.change().deed();
    return JsonFrame.of(
        "pin",
        json -> {
          head(json, message);
          json.writeStringField("op", deed.kind() == Deed.Kind.PINNED ? "add" : "remove");
          by(json, "username", deed);
          if (message.extras().pin() != null) {
            json.writeStringField("timestamp", Timestamps.format(message.extras().pin().at()));
          }
        });
  }

  private static void head(JsonGenerator json, Message message) throws IOException {
    Change change = message.change();
    json.writeStringField("id", message.id().toString());
    JsonFrame.room(json, message.room());
    json.writeNumberField("seq", message.seq().value());
    json.writeNumberField("changed_seq", change.seq().value());
    if (message.extras().thread() != null) {
      ExtrasForms.thread(json, message.extras().thread());
    }
  }

  private static void by(JsonGenerator json, String field, Deed deed) throws IOException {
    json.writeStringField(field, deed.by().value());
    if (deed.byId() != null) {
      json.writeStringField("user_id", deed.byId().toString());
    }
  }
}
