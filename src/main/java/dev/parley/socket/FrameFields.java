package dev.parley.socket;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parley.bus.Attached;
import dev.parley.bus.Epoch;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The fields of one client frame while it is read. */
final class FrameFields {

  private final boolean full;
  private String type;
  private String content;
  private String status;
  private RoomId room;
  private Nonce nonce;
  private Seq since;
  private Epoch epoch;
  private MessageId quote;
  private MessageId thread;
  private Failure failure;

  /**
   * Nothing read yet.
   *
   * @param full whether the fields of the full protocol are known
   */
  FrameFields(boolean full) {
    this.full = full;
  }

  /** Reads the field that the parser stands at. */
  void read(JsonParser parser) throws IOException {
    switch (parser.currentName()) {
      case "type" -> type = string(parser, "type");
      case "content" -> content = string(parser, "content");
      case "nonce" -> nonce = valid(string(parser, "nonce"), Nonce::new);
      default -> {
        if (full) {
          readFull(parser);
        } else {
          skip(parser);
        }
      }
    }
  }

  private void readFull(JsonParser parser) throws IOException {
    switch (parser.currentName()) {
      case "room_id" -> room = valid(string(parser, "room_id"), RoomId::parse);
      case "epoch" -> epoch = valid(string(parser, "epoch"), Epoch::new);
      case "since" -> since = seq(parser);
      case "quote" -> quote = valid(string(parser, "quote"), MessageId::parse);
      case "thread" -> thread = valid(string(parser, "thread"), MessageId::parse);
      case "status" -> status = string(parser, "status");
      default -> skip(parser);
    }
  }

  private static void skip(JsonParser parser) throws IOException {
    parser.nextToken();
    parser.skipChildren();
  }

  /**
   * The first field that isn't right is remembered and not thrown: what follows may still be broken
   * JSON.
   */
  private String string(JsonParser parser, String field) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    remember(new Failure(FailureCode.INVALID_FRAME, "The field " + field + " must be a string."));
    return null;
  }

  private Seq seq(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    boolean whole =
        token == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (whole && parser.getLongValue() >= 0) {
      return new Seq(parser.getLongValue());
    }
    parser.skipChildren();
    remember(
        new Failure(FailureCode.INVALID_FRAME, "The field since must be a whole number from 0."));
    return null;
  }

  private <T> T valid(String text, Function<String, T> parse) {
    try {
      return text == null ? null : parse.apply(text);
    } catch (Failure invalid) {
      remember(invalid);
      return null;
    }
  }

  private void remember(Failure next) {
    failure = failure == null ? next : failure;
  }

  /** The room, if one could be read. */
  RoomId room() {
    return room;
  }

  /** The nonce, if one could be read. */
  Nonce nonce() {
    return nonce;
  }

  /**
   * What the fields say together.
   *
   * @throws Failure if that is nothing
   */
  ClientFrame toFrame() {
    if (failure != null) {
      throw failure;
    }
    if (type == null) {
      throw missing("type");
    }
    return full ? toFullFrame() : toPlainFrame();
  }

  private ClientFrame toPlainFrame() {
    return switch (type) {
      case "message" -> new ClientFrame.Post(null, content(), nonce);
      case "typing" -> new ClientFrame.Typing(null);
      default -> throw new Failure(FailureCode.UNKNOWN_TYPE);
    };
  }

  private ClientFrame toFullFrame() {
    return switch (type) {
      case "subscribe" -> new ClientFrame.Subscribe(required("room_id", room), since, epoch);
      case "unsubscribe" -> new ClientFrame.Unsubscribe(required("room_id", room));
      case "message" ->
          new ClientFrame.Post(
              required("room_id", room), content(), required("nonce", nonce), attached());
      case "typing" -> new ClientFrame.Typing(required("room_id", room));
      case "ping" -> new ClientFrame.Ping();
      case "presence" -> new ClientFrame.Presence(isAway());
      default -> throw new Failure(FailureCode.UNKNOWN_TYPE);
    };
  }

  private Attached attached() {
    return quote == null && thread == null ? Attached.NONE : new Attached(quote, thread, List.of());
  }

  private boolean isAway() {
    return switch (required("status", status)) {
      case "online" -> false;
      case "away" -> true;
      default ->
          throw new Failure(FailureCode.INVALID_FRAME, "The field status must be online or away.");
    };
  }

  private MessageContent content() {
    return new MessageContent(required("content", content));
  }

  private static <T> T required(String field, T value) {
    if (value == null) {
      throw missing(field);
    }
    return value;
  }

  private static Failure missing(String field) {
    return new Failure(FailureCode.INVALID_FRAME, "The field " + field + " is missing.");
  }
}
