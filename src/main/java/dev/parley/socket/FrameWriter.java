package dev.parley.socket;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.bus.Change;
import dev.parley.bus.Deed;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.ExtrasForms;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Timestamps;
import dev.parley.bus.Turnout;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Writes the frames that everybody in a room gets. The contract is their reference, the golden
 * frames their example.
 */
public final class FrameWriter implements FrameEncoder {

  private static final Duration TYPING_GRACE = Duration.ofSeconds(2);

  private final Duration typingExpiry;

  /**
   * Writes frames.
   *
   * @param typingInterval how often typing is passed on; who goes on typing is heard of again after
   *     that, so it expires only later
   */
  public FrameWriter(Duration typingInterval) {
    this.typingExpiry = typingInterval.plus(TYPING_GRACE);
  }

  @Override
  public EncodedFrame message(Message message) {
    if (message.notice() != null) {
      return notice(message);
    }
    Deed deed = message.change() == null ? null : message.change().deed();
    return deed == null ? written("message", message) : told(deed, message);
  }

  private static EncodedFrame told(Deed deed, Message message) {
    return switch (deed.kind()) {
      case EDITED -> written("message_edit", message);
      case DELETED -> DeedFrames.deleted(message);
      case REACTED, UNREACTED -> DeedFrames.reaction(message);
      case PINNED, UNPINNED -> DeedFrames.pin(message);
    };
  }

  private static EncodedFrame notice(Message message) {
    return JsonFrame.of(
        "notice",
        json -> {
          json.writeStringField("id", message.id().toString());
          JsonFrame.room(json, message.room());
          json.writeNumberField("seq", message.seq().value());
          writeAuthor(json, message);
          json.writeStringField("event", message.notice().text());
          if (message.content() != null) {
            json.writeStringField(message.notice().valueName(), message.content().value());
          }
          json.writeStringField("timestamp", Timestamps.format(message.createdAt()));
          writeChange(json, message.change());
        });
  }

  private static void writeAuthor(JsonGenerator json, Message message) throws IOException {
    json.writeStringField("username", message.author().value());
    if (message.authorId() != null) {
      json.writeStringField("user_id", message.authorId().toString());
    }
  }

  private static EncodedFrame written(String type, Message message) {
    return JsonFrame.of(
        type,
        json -> {
          json.writeStringField("id", message.id().toString());
          JsonFrame.room(json, message.room());
          json.writeNumberField("seq", message.seq().value());
          writeAuthor(json, message);
          json.writeStringField(
              "content", message.content() == null ? "" : message.content().value());
          json.writeStringField("timestamp", Timestamps.format(message.createdAt()));
          // who has deleted a message has no more use for it
          JsonFrame.nonce(json, message.content() == null ? null : message.nonce());
          ExtrasForms.write(json, message.extras());
          writeChange(json, message.change());
        });
  }

  private static void writeChange(JsonGenerator json, Change change) throws IOException {
    if (change == null) {
      return;
    }
    json.writeNumberField("changed_seq", change.seq().value());
    writeTime(json, "edited_at", change.editedAt());
    writeTime(json, "deleted_at", change.deletedAt());
  }

  private static void writeTime(JsonGenerator json, String field, Instant time) throws IOException {
    if (time != null) {
      json.writeStringField(field, Timestamps.format(time));
    }
  }

  @Override
  public EncodedFrame caughtUp(RoomId room, Seq to) {
    return JsonFrame.of(
        "caught_up",
        json -> {
          JsonFrame.room(json, room);
          json.writeNumberField("to", to.value());
        });
  }

  @Override
  public EncodedFrame join(PersonName person, List<PersonName> online, Instant at) {
    return comingOrGoing("join", person, " joined the room", online, at);
  }

  @Override
  public EncodedFrame leave(PersonName person, List<PersonName> online, Instant at) {
    return comingOrGoing("leave", person, " left the room", online, at);
  }

  private static EncodedFrame comingOrGoing(
      String type, PersonName person, String what, List<PersonName> online, Instant at) {
    return JsonFrame.of(
        type,
        json -> {
          json.writeStringField("username", person.value());
          json.writeStringField("content", person.value() + what);
          json.writeStringField("timestamp", Timestamps.format(at));
          JsonFrame.people(json, "online_users", online);
        });
  }

  @Override
  public EncodedFrame presence(RoomId room, Turnout turnout, Instant at) {
    return JsonFrame.of(
        "presence",
        json -> {
          JsonFrame.room(json, room);
          JsonFrame.people(json, "joined", turnout.joined());
          JsonFrame.people(json, "left", turnout.left());
          json.writeNumberField("online_count", turnout.count());
          if (turnout.online() != null) {
            JsonFrame.people(json, "online_users", turnout.online());
          }
          json.writeStringField("timestamp", Timestamps.format(at));
        });
  }

  @Override
  public EncodedFrame typing(RoomId room, PersonName person) {
    return JsonFrame.of(
        "typing",
        json -> {
          JsonFrame.room(json, room);
          json.writeStringField("username", person.value());
          json.writeNumberField("expires_in", typingExpiry.toMillis());
        });
  }
}
