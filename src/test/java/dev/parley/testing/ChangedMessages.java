package dev.parley.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What a client makes of the frames about messages: each says the state after a change. */
final class ChangedMessages {

  private ChangedMessages() {}

  /** Puts what a frame says into what is known, by seq. */
  static void apply(Map<Long, JsonNode> messages, JsonNode frame) {
    long seq = frame.get("seq").asLong();
    ObjectNode known = (ObjectNode) messages.get(seq);
    switch (frame.get("type").asText()) {
      case "message_edit" -> messages.put(seq, ((ObjectNode) frame).put("type", "message"));
      case "message_delete" -> messages.put(seq, tombstone(known, frame));
      case "reaction" -> set(known, frame, "reactions", frame.get("counts"));
      case "pin" -> set(known, frame, "pinned", pin(frame));
      default -> messages.put(seq, frame);
    }
    JsonNode now = messages.get(seq);
    if (now.has("thread")) {
      tell(messages, now.get("thread"));
    }
    if (now.has("changed_seq")) {
      quote(messages, now);
    }
  }

  private static ObjectNode tombstone(ObjectNode known, JsonNode frame) {
    ObjectNode left = known.deepCopy().put("content", "");
    left.remove(List.of("nonce", "quote", "reactions", "pinned", "mentions", "files"));
    left.set("changed_seq", frame.get("changed_seq"));
    left.set("deleted_at", frame.get("timestamp"));
    if (frame.has("thread")) {
      left.set("thread", frame.get("thread"));
    }
    return left;
  }

  private static void set(ObjectNode known, JsonNode frame, String field, JsonNode value) {
    known.set("changed_seq", frame.get("changed_seq"));
    if (frame.has("thread")) {
      known.set("thread", frame.get("thread"));
    }
    if (value == null || value.isArray() && value.isEmpty()) {
      known.remove(field);
    } else {
      known.set(field, value);
    }
  }

  private static JsonNode pin(JsonNode frame) {
    if (frame.get("op").asText().equals("remove")) {
      return null;
    }
    ObjectNode pin = ((ObjectNode) frame).objectNode();
    pin.set("username", frame.get("username"));
    pin.set("timestamp", frame.get("timestamp"));
    return pin;
  }

  /** A reply brings the numbers of its thread to what that began with. */
  private static void tell(Map<Long, JsonNode> messages, JsonNode thread) {
    for (JsonNode each : messages.values()) {
      if (each.get("id").equals(thread.get("id"))) {
        ObjectNode replies = ((ObjectNode) thread).deepCopy();
        replies.remove("id");
        ((ObjectNode) each).set("replies", replies);
      }
    }
  }

  /** A quote says what the quoted message says now. */
  private static void quote(Map<Long, JsonNode> messages, JsonNode quoted) {
    for (JsonNode each : messages.values()) {
      if (each.path("quote").path("id").equals(quoted.get("id"))) {
        ((ObjectNode) each.get("quote")).set("content", quoted.get("content"));
      }
    }
  }
}
