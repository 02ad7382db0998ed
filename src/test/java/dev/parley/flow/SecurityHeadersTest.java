package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told with every kind of answer. */
@ExtendWith(BlockedEventLoops.class)
class SecurityHeadersTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "GET, /static/index.html, 200",
    "GET, /r/anything, 200",
    "GET, /static/nothing.js, 404",
    "GET, /static, 302",
    "GET, /openapi.json, 200",
    "GET, /api/chat/rooms, 200",
    "GET, /api/chat/rooms/x, 404",
    "GET, /api/chat/rooms?limit=0, 400",
    "POST, /api/chat/rooms, 400",
    "PUT, /api/chat/rooms, 405",
    "GET, /nothing, 404",
    "GET, /docs, 302",
    "GET, /docs/socket, 302",
    "GET, /docs/socket/, 200",
    "GET, /docs/socket/main.js, 200",
    "GET, /docs/socket/nothing, 404",
    "GET, /asyncapi.json, 200",
    "GET, /docs/bus/, 200",
    "GET, /docs/bus/nothing, 404",
    "GET, /eventbus.json, 200",
    "HEAD, /docs/socket/, 200",
    "GET, /ws/chat/x, 426",
    "HEAD, /, 200"
  })
  void everyAnswerIsStrict(String method, String path, int status) {
    isStrict(rest.send(method, path).hasStatus(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%zz HTTP/1.1", "hello"})
  void evenTheAnswerToGarbageIsStrict(String line) throws IOException {
    isStrict(RawHttp.sendLines(parley.port(), line, "Host: x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/docs/", "/redoc/", "/docs/swagger-ui.css", "/redoc/redoc.standalone.js"})
  void theDocsMayStyleInlineAndNothingElse(String path) {
    Map<String, String> policy = policy(rest.get(path).hasStatus(200));
    assertThat(policy).containsEntry("style-src", "'self' 'unsafe-inline'");
    assertThat(policy).containsEntry("script-src", "'self'").containsEntry("default-src", "'none'");
    assertThat(policy).containsEntry("frame-ancestors", "'none'");
  }

  @Test
  void whatRestAnswersIsNotKeptByCaches() {
    assertThat(rest.get("/api/chat/rooms").header("Cache-Control")).isEqualTo("no-store");
    assertThat(rest.get("/api/chat/rooms/x").header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void noOtherSiteIsLetInByCors() {
    RestAnswer answer = rest.send("GET", "/api/chat/rooms", "Origin", "https://evil.example");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  private static void isStrict(RestAnswer answer) {
    assertThat(policy(answer))
        .containsEntry("default-src", "'none'")
        .containsEntry("script-src", "'self'")
        .containsEntry("style-src", "'self'")
        .containsEntry("connect-src", "'self'")
        .containsEntry("base-uri", "'none'")
        .containsEntry("frame-ancestors", "'none'");
    assertThat(answer.header("Content-Security-Policy")).doesNotContain("unsafe", "http", "*");
    assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
  }

  private static Map<String, String> policy(RestAnswer answer) {
    return Arrays.stream(answer.header("Content-Security-Policy").split("; *"))
        .map(directive -> directive.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
