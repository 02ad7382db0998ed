package dev.parley.bridge;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the fields of a request on the public bus; what isn't of its kind is an {@code
 * invalid_body}.
 */
final class Fields {

  private final JsonObject json;

  Fields(JsonObject json) {
    this.json = json;
  }

  RoomId room() {
    return RoomId.parse(text("room_id"));
  }

  String text(String field) {
    return textIfAny(field).orElseThrow(() -> invalid(field + " is missing."));
  }

  Optional<String> textIfAny(String field) {
    Object value = json.getValue(field);
    if (value != null && !(value instanceof String)) {
      throw invalid(field + " must be a text.");
    }
    return Optional.ofNullable((String) value);
  }

  Optional<Integer> number(String field) {
    return wholeNumber(field)
        .map(
            number -> {
              if (number != number.intValue()) {
                throw invalid(field + " is too large.");
              }
              return number.intValue();
            });
  }

  Optional<Seq> seq(String field) {
    return wholeNumber(field).map(Seq::new);
  }

  private Optional<Long> wholeNumber(String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer || value instanceof Long) {
      return Optional.of(((Number) value).longValue());
    }
    throw invalid(field + " must be a whole number.");
  }

  /** False if it isn't there. */
  boolean flag(String field) {
    Object value = json.getValue(field);
    if (value != null && !(value instanceof Boolean)) {
      throw invalid(field + " must be true or false.");
    }
    return value != null && (Boolean) value;
  }

  UUID uuid(String field) {
    try {
      return UUID.fromString(text(field));
    } catch (IllegalArgumentException e) {
      throw invalid(field + " must be a UUID.");
    }
  }

  static Failure invalid(String sentence) {
    return new Failure(FailureCode.INVALID_BODY, sentence);
  }
}
