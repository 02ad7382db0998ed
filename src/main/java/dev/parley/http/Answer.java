package dev.parley.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param headers further headers
 * @param body a JsonObject or JsonArray, a Buffer or a {@link Source} whose type the headers say,
 *     or null for none
 */
public record Answer(int status, Map<String, String> headers, Object body) {

  /** A body that is made while it is written, and never there as a whole. */
  @FunctionalInterface
  public interface Source {

    /**
     * Writes all of it, no faster than it is taken; doesn't end it. What fails breaks the answer
     * off, since its head is out already.
     */
    Future<Void> writeTo(WriteStream<Buffer> out);
  }

  /** 200 with a body. */
  public static Answer ok(Object body) {
    return new Answer(200, Map.of(), body);
  }

  /** 200 with a body and one more header. */
  public static Answer ok(Object body, Map<String, String> headers) {
    return new Answer(200, headers, body);
  }

  /** 200 with a body that is no JSON: a Buffer or a {@link Source}. */
  public static Answer file(String type, Object body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", type);
    return new Answer(200, all, body);
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
