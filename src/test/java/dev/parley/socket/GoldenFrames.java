package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.bus.EncodedFrame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

  /** The same fields with the same values, in the same order. */
  static void assertGolden(String name, EncodedFrame written) {
    JsonNode expected = frame(name);
    JsonNode actual = json(written.toString());
    assertThat(fields(actual)).isEqualTo(fields(expected));
    for (String field : fields(expected)) {
      assertThat(actual.get(field)).as(field).isEqualTo(expected.get(field));
    }
  }

  private static List<String> fields(JsonNode frame) {
    List<String> names = new ArrayList<>();
    frame.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
