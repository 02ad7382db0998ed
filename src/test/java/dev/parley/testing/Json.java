package dev.parley.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** JSON as tests write and read it: trees, without any class of the server. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Reads a text; fails the test if it is no JSON. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** An object of text fields: name, value, name, value. */
  public static String object(String... namesAndValues) {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return object.toString();
  }

  /** The frame that posts a message. */
  public static String message(String content) {
    return object("type", "message", "content", content);
  }

  /** The frame that posts a message under a nonce. */
  public static String message(String content, String nonce) {
    return object("type", "message", "content", content, "nonce", nonce);
  }

  /** The names of an object's fields, in their order. */
  public static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** One text field of each element. */
  public static List<String> texts(Iterable<JsonNode> elements, String field) {
    List<String> texts = new ArrayList<>();
    elements.forEach(element -> texts.add(element.path(field).asText()));
    return texts;
  }

  /** The elements of an array of texts. */
  public static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  /** The seq of each element. */
  public static List<Long> seqs(Iterable<JsonNode> elements) {
    List<Long> seqs = new ArrayList<>();
    elements.forEach(element -> seqs.add(element.path("seq").asLong()));
    return seqs;
  }
}
