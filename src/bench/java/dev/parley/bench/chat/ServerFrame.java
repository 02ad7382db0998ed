package dev.parley.bench.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.bench.audit.Post;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One frame of the server's. A delivered message, of which there may be a million in a second, is
 * read by looking for what is needed; where it doesn't look as expected, and for all else, JSON is
 * parsed.
 */
final class ServerFrame {

  /** The frames that this program does something about. */
  enum Type {
    MESSAGE,
    ACK,
    ERROR,
    HELLO,
    SUBSCRIBED,
    UNSUBSCRIBED,
    CAUGHT_UP,
    JOIN,
    LEAVE,
    TYPING,
    PRESENCE,
    PONG,
    UNKNOWN
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] TYPE = ascii("{\"type\":\"");
  private static final byte[] SEQ = ascii("\"seq\":");
  private static final byte[] CHANGED = ascii("\"changed_seq\":");
  private static final byte[] CONTENT = ascii("\"content\":\"");
  private static final Type[] TYPES = Type.values();
  private static final byte[][] NAMES = new byte[TYPES.length][];

  static {
    for (Type type : TYPES) {
      NAMES[type.ordinal()] = ascii(type.name().toLowerCase(Locale.ROOT) + '"');
    }
  }

  private byte[] bytes;
  private int from;
  private int to;

  /** Looks at another frame; the bytes are needed for as long as this is asked about it. */
  ServerFrame at(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    return this;
  }

  /** What it is. */
  Type type() {
    if (startsWith(from, TYPE)) {
      for (Type type : TYPES) {
        if (startsWith(from + TYPE.length, NAMES[type.ordinal()])) {
          return type;
        }
      }
    }
    String name = json().path("type").asText();
    for (Type type : TYPES) {
      if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return type;
      }
    }
    return Type.UNKNOWN;
  }

  /** Reads a message; false if it is none of this program's. */
  boolean read(Post post) {
    int seq = after(SEQ, from);
    int content = seq < 0 ? -1 : after(CONTENT, seq);
    // a quote in a text is escaped, so none of these can be found inside one
    if (content >= 0 && after(CHANGED, content) < 0 && bytes[seq] >= '0' && bytes[seq] <= '9') {
      return post.read(number(seq), bytes, content, to);
    }
    JsonNode json = json();
    byte[] text = json.path("content").asText().getBytes(StandardCharsets.UTF_8);
    long position = json.path("changed_seq").asLong(json.path("seq").asLong());
    return post.read(position, text, 0, text.length);
  }

  /** All of it. */
  JsonNode json() {
    try {
      return JSON.readTree(bytes, from, to - from);
    } catch (IOException e) {
      throw new UncheckedIOException("the server sent no JSON", e);
    }
  }

  private boolean startsWith(int at, byte[] text) {
    if (to - at < text.length) {
      return false;
    }
    int i = 0;
    while (i < text.length && bytes[at + i] == text[i]) {
      i++;
    }
    return i == text.length;
  }

  /** Where this text ends, looking from here on; -1 if it isn't there. */
  private int after(byte[] text, int begin) {
    for (int i = begin; i <= to - text.length; i++) {
      if (bytes[i] == text[0] && bytes[i + 1] == text[1] && startsWith(i, text)) {
        return i + text.length;
      }
    }
    return -1;
  }

  private long number(int at) {
    long number = 0;
    for (int i = at; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
