package dev.parley.http;

import java.util.Map;

/**
 * What an operation answers.
 *
 * @param headers further headers
 * @param body a JsonObject or JsonArray, or null for none
 */
public record Answer(int status, Map<String, String> headers, Object body) {

  /** 200 with a body. */
  public static Answer ok(Object body) {
    return new Answer(200, Map.of(), body);
  }

  /** 200 with a body and one more header. */
  public static Answer ok(Object body, Map<String, String> headers) {
    return new Answer(200, headers, body);
  }

  /** 201 with the address of what was made. */
  public static Answer created(String location, Object body) {
    return new Answer(201, Map.of("Location", location), body);
  }

  /** 204. */
  public static Answer noContent() {
    return new Answer(204, Map.of(), null);
  }
}
