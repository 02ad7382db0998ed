package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param headers further headers
 * @param body a JsonObject or JsonArray, a Buffer or a {@link Stream} whose type the headers say,
 *     or null for none
 */
public record Answer(int status, Map<String, String> headers, Object body) {

  /** A body that is written piece by piece, and is of the type that the headers say. */
  @FunctionalInterface
  public interface Stream {

    /**
     * Writes it, no faster than it is taken.
     *
     * @return fails if it can't be whole; whoever reads it is cut off then
     */
    Future<Void> writeTo(HttpServerResponse out);
  }

  /** 200 with a body of this type that is written piece by piece. */
  public static Answer stream(String type, Map<String, String> headers, Stream body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", type);
    return new Answer(200, Map.copyOf(all), body);
  }

  /** 200 with a body. */
  public static Answer ok(Object body) {
    return new Answer(200, Map.of(), body);
  }

  /** 200 with a body and one more header. */
  public static Answer ok(Object body, Map<String, String> headers) {
    return new Answer(200, headers, body);
  }

  /** 200 with a file of this type. */
  public static Answer file(String type, Map<String, String> headers, Buffer file) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", type);
    return new Answer(200, Map.copyOf(all), file);
  }

  /** 201 with the address of what was made. */
  public static Answer created(String location, Object body) {
    return new Answer(201, Map.of("Location", location), body);
  }

  /** 204. */
  public static Answer noContent() {
    return new Answer(204, Map.of(), null);
  }

  /** The same with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new Answer(status, all, body);
  }
}
