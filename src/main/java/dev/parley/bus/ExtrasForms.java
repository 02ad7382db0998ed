package dev.parley.bus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** What stands at a message, as it is stored and as clients get it. Safe for any thread. */
public final class ExtrasForms {

  private static final ObjectMapper STORED =
      JsonMapper.builder()
          .addModule(new InstantModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ExtrasForms() {}

  /** As the database keeps it; null for nothing. */
  public static String stored(Extras extras) {
    if (extras.equals(Extras.NONE)) {
      return null;
    }
    try {
      return STORED.writeValueAsString(extras);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the database has kept; null is nothing. */
  public static Extras restored(String text) {
    if (text == null) {
      return Extras.NONE;
    }
    try {
      return STORED.readValue(text, Extras.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts it into a message's JSON, for REST and the public bus. */
  static JsonObject put(JsonObject message, Extras extras) {
    if (extras.equals(Extras.NONE)) {
      return message;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = STORED.getFactory().createGenerator(text)) {
      json.writeStartObject();
      write(json, extras);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return message.mergeIn(new JsonObject(text.toString()));
  }

  /** Writes its fields into the object that is open; what is empty is left out. */
  public static void write(JsonGenerator json, Extras extras) throws IOException {
    if (extras.quote() != null) {
      quote(json, extras.quote());
    }
    if (extras.thread() != null) {
      thread(json, extras.thread());
    }
    if (extras.replies() != null) {
      replies(json, extras.replies());
    }
    if (!extras.reactions().isEmpty()) {
      reactions(json, "reactions", extras.reactions());
    }
    if (extras.pin() != null) {
      pin(json, extras.pin());
    }
    if (!extras.mentions().isEmpty()) {
      mentions(json, extras.mentions());
    }
    if (!extras.files().isEmpty()) {
      files(json, extras.files());
    }
  }

  private static void quote(JsonGenerator json, Quote quote) throws IOException {
    json.writeObjectFieldStart("quote");
    json.writeStringField("id", quote.message().toString());
    json.writeNumberField("seq", quote.seq().value());
    json.writeStringField("username", quote.author().value());
    json.writeStringField("content", quote.excerpt());
    json.writeEndObject();
  }

  /** Writes the thread of a reply. */
  public static void thread(JsonGenerator json, ThreadPlace thread) throws IOException {
    json.writeObjectFieldStart("thread");
    json.writeStringField("id", thread.root().toString());
    json.writeNumberField("count", thread.count());
    if (thread.lastAt() != null) {
      json.writeStringField("last_at", Timestamps.format(thread.lastAt()));
    }
    json.writeEndObject();
  }

  private static void replies(JsonGenerator json, ThreadSummary replies) throws IOException {
    json.writeObjectFieldStart("replies");
    json.writeNumberField("count", replies.count());
    if (replies.lastAt() != null) {
      json.writeStringField("last_at", Timestamps.format(replies.lastAt()));
    }
    json.writeEndObject();
  }

  /** Writes reactions under a name. */
  public static void reactions(JsonGenerator json, String name, List<Tally> tallies)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Tally tally : tallies) {
      json.writeStartObject();
      json.writeStringField("emoji", tally.emoji());
      json.writeNumberField("count", tally.count());
      json.writeArrayFieldStart("people");
      for (PersonName person : tally.people()) {
        json.writeString(person.value());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void pin(JsonGenerator json, Pin pin) throws IOException {
    json.writeObjectFieldStart("pinned");
    json.writeStringField("username", pin.by().value());
    json.writeStringField("timestamp", Timestamps.format(pin.at()));
    json.writeEndObject();
  }

  private static void mentions(JsonGenerator json, List<Mention> mentions) throws IOException {
    json.writeArrayFieldStart("mentions");
    for (Mention mention : mentions) {
      json.writeStartObject();
      json.writeStringField("kind", mention.kind().name().toLowerCase(Locale.ROOT));
      if (mention.person() != null) {
        json.writeStringField("user_id", mention.person().toString());
        json.writeStringField("username", mention.name().value());
      }
      json.writeNumberField("start", mention.start());
      json.writeNumberField("length", mention.length());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void files(JsonGenerator json, List<FileRef> files) throws IOException {
    json.writeArrayFieldStart("files");
    for (FileRef file : files) {
      json.writeStartObject();
      json.writeStringField("id", file.id().toString());
      json.writeStringField("name", file.name());
      json.writeStringField("type", file.type());
      json.writeNumberField("size", file.size());
      if (file.width() != null) {
        json.writeNumberField("width", file.width());
        json.writeNumberField("height", file.height());
      }
      json.writeBooleanField("thumbnail", file.thumbnail());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
