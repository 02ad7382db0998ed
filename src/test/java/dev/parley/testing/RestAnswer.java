package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back for a request, and what can be asserted about it.
 *
 * @param bytes of the body
 * @param body the same as UTF-8
 */
public record RestAnswer(int status, HttpHeaders headers, byte[] bytes, String body) {

  private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"([a-z]+)\"");

  /** What an answer to a stranger must not have: classes, stacks, statements, files. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "exception|stack ?trace|\\bat [\\w.$]+\\(|\\.java\\b|\\b(java|io|org|com|dev)\\.[a-z]+\\."
              + "|vertx|netty|jackson|sqlite|postgres|select |insert |/(tmp|home|root|usr|var|work)/",
          Pattern.CASE_INSENSITIVE);

  static RestAnswer of(HttpResponse<byte[]> response) {
    return new RestAnswer(
        response.statusCode(),
        response.headers(),
        response.body(),
        new String(response.body(), StandardCharsets.UTF_8));
  }

  /** A header's value; null if it isn't there. */
  public String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  public JsonNode json() {
    return Json.parse(body);
  }

  /** The target of a link in the {@code Link} header; null if there is none of this relation. */
  public String link(String relation) {
    Matcher link = LINK.matcher(headers.firstValue("Link").orElse(""));
    while (link.find()) {
      if (link.group(2).equals(relation)) {
        return link.group(1);
      }
    }
    return null;
  }

  /** Asserts the status. */
  public RestAnswer hasStatus(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return this;
  }

  /** Asserts that this is JSON with the given status. */
  public JsonNode isJson(int expected) {
    hasStatus(expected);
    assertThat(header("Content-Type")).isEqualTo("application/json");
    return json();
  }

  /** Asserts that this is a whole problem (RFC 9457) and tells nothing of the inside. */
  public RestAnswer isProblem(int expected, String code) {
    hasStatus(expected);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = json();
    assertThat(Json.fields(problem)).contains("type", "title", "status", "detail", "code");
    assertThat(problem.get("status").isInt()).isTrue();
    assertThat(problem.get("status").asInt()).isEqualTo(expected);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("type").asText()).isEqualTo("urn:parley:problem:" + code);
    for (Map.Entry<String, JsonNode> field : problem.properties()) {
      assertThat(field.getValue().asText()).as(field.getKey()).isNotBlank();
    }
    return tellsNothing();
  }

  /** Asserts that nothing of the inside shows. */
  public RestAnswer tellsNothing() {
    assertThat(body).doesNotContainPattern(INTERNALS);
    return this;
  }
}
