package dev.parley.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The frames in {@code contract/frames}, which the browser client's tests read too. */
final class GoldenFrames {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GoldenFrames() {}

  /** A frame as it is in the file. */
  static String text(String name) {
    String path = "/contract/frames/" + name + ".json";
    try (InputStream in = GoldenFrames.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A frame's fields and values. */
  static JsonNode frame(String name) {
    return json(text(name));
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
