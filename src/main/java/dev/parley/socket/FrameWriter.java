package dev.parley.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Writes the frames of the plain protocol. The contract is their reference, the golden frames their
 * example.
 */
public final class FrameWriter implements FrameEncoder {

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  // else each emoji would be two escapes, twelve bytes for four
  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  @Override
  public EncodedFrame message(Message message) {
    return frame(
        "message",
        json -> {
          json.writeStringField("id", message.id().toString());
          json.writeStringField("room_id", message.room().toString());
          json.writeNumberField("seq", message.seq().value());
          json.writeStringField("username", message.author().value());
          json.writeStringField("content", message.content().value());
          json.writeStringField("timestamp", Timestamps.format(message.createdAt()));
          writeNonce(json, message.nonce());
        });
  }

  @Override
  public EncodedFrame join(PersonName person, List<PersonName> online, Instant at) {
    return presence("join", person, " joined the room", online, at);
  }

  @Override
  public EncodedFrame leave(PersonName person, List<PersonName> online, Instant at) {
    return presence("leave", person, " left the room", online, at);
  }

  @Override
  public EncodedFrame typing(PersonName person) {
    return frame("typing", json -> json.writeStringField("username", person.value()));
  }

  /** What was wrong with a frame; {@code nonce} is that of the frame, null if it had none. */
  EncodedFrame error(Failure failure, Nonce nonce) {
    return frame(
        "error",
        json -> {
          json.writeStringField("code", failure.code().code());
          json.writeStringField("message", failure.getMessage());
          json.writeBooleanField("retryable", failure.retryable());
          writeNonce(json, nonce);
        });
  }

  private EncodedFrame presence(
      String type, PersonName person, String what, List<PersonName> online, Instant at) {
    return frame(
        type,
        json -> {
          json.writeStringField("username", person.value());
          json.writeStringField("content", person.value() + what);
          json.writeStringField("timestamp", Timestamps.format(at));
          json.writeArrayFieldStart("online_users");
          for (PersonName name : online) {
            json.writeString(name.value());
          }
          json.writeEndArray();
        });
  }

  private static void writeNonce(JsonGenerator json, Nonce nonce) throws IOException {
    if (nonce != null) {
      json.writeStringField("nonce", nonce.value());
    }
  }

  private EncodedFrame frame(String type, Body body) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(256);
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no I/O errors
    }
    return new EncodedFrame(bytes.toByteArray());
  }
}
