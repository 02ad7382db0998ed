package dev.parley.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** How frames are put into JSON, whatever they say. Safe for any thread. */
final class JsonFrame {

  /** Writes the fields after {@code type}. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static final int USUAL_BYTES = 256;

  // an emoji in four bytes; without this Jackson escapes its halves, in twelve
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private JsonFrame() {}

  /** A frame of this type. */
  static EncodedFrame of(String type, Fields fields) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL_BYTES);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no I/O errors
    }
    return new EncodedFrame(bytes.toByteArray());
  }

  static void room(JsonGenerator json, RoomId room) throws IOException {
    json.writeStringField("room_id", room.toString());
  }

  /** Leaves the field out if there is none. */
  static void nonce(JsonGenerator json, Nonce nonce) throws IOException {
    if (nonce != null) {
      json.writeStringField("nonce", nonce.value());
    }
  }

  static void people(JsonGenerator json, String field, List<PersonName> people) throws IOException {
    json.writeArrayFieldStart(field);
    for (PersonName name : people) {
      json.writeString(name.value());
    }
    json.writeEndArray();
  }
}
