package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.SocketContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's page, the docs' pages, and nothing outside of them. */
@ExtendWith(BlockedEventLoops.class)
class PagesTest {

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/static/index.html",
        "/r/01890000-0000-7000-8000-000000000000",
        "/r/x",
        "/setup",
        "/join",
        "/reset",
        "/sign-in",
        "/people",
        "/admin",
        "/me"
      })
  void theClientIsServed(String path) {
    RestAnswer answer = rest.get(path).hasStatus(200);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(answer.body()).startsWithIgnoringCase("<!doctype html>");
    assertThat(answer.body()).isEqualTo(rest.get("/").body());
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs/, text/html, swagger-ui-bundle.js",
    "/docs/index.html, text/html, swagger-ui-bundle.js",
    "/docs/swagger-initializer.js, text/javascript, /openapi.json",
    "/docs/swagger-ui-bundle.js, text/javascript, SwaggerUIBundle",
    "/redoc/, text/html, redoc-initializer.js",
    "/redoc/index.html, text/html, redoc-initializer.js",
    "/redoc/redoc-initializer.js, text/javascript, /openapi.json",
    "/redoc/redoc.css, text/css, body",
    "/redoc/redoc.standalone.js, text/javascript, Redoc",
    "/docs/socket/, text/html, main.js",
    "/docs/socket/index.html, text/html, main.js",
    "/docs/socket/main.js, text/javascript, dataset.contract",
    "/docs/bus/, text/html, /eventbus.json",
    "/docs/socket/socket.css, text/css, main"
  })
  void theDocsAreServed(String path, String type, String content) {
    RestAnswer answer = rest.get(path).hasStatus(200);
    assertThat(answer.header("Content-Type")).startsWith(type);
    assertThat(answer.body()).contains(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/docs/", "/redoc/", "/docs/socket/", "/docs/bus/"})
  void aPageOfTheDocsNamesNoForeignHost(String path) {
    assertThat(rest.get(path).body()).doesNotContainPattern("(src|href)=\"?(https?:)?//");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, /docs/",
    "/redoc, /redoc/",
    "/docs/socket, /docs/socket/",
    "/docs/bus, /docs/bus/",
    "/static, /static/index.html",
    "/static/, /static/index.html"
  })
  void theShortAddressLeadsToThePage(String path, String target) {
    assertThat(rest.get(path).hasStatus(302).header("Location")).isEqualTo(target);
  }

  @Test
  void theContractIsServedAsItIs() {
    RestAnswer answer = rest.get("/openapi.json");
    assertThat(answer.isJson(200).at("/info/title").asText()).isEqualTo("Parley");
    assertThat(rest.get("/asyncapi.json").isJson(200)).isEqualTo(SocketContract.read().document());
    assertThat(rest.get("/eventbus.json").isJson(200))
        .isEqualTo(SocketContract.readEventBus().document());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docs/socket",
        "/docs/socket/",
        "/docs/socket/main.js",
        "/asyncapi.json",
        "/docs/bus/",
        "/eventbus.json"
      })
  void whatCanBeReadCanBeAskedForItsHeadToo(String path) {
    RestAnswer head = rest.send("HEAD", path);
    RestAnswer whole = rest.get(path);
    head.hasStatus(whole.status());
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Cache-Control")).isEqualTo(whole.header("Cache-Control"));
    assertThat(head.header("Location")).isEqualTo(whole.header("Location"));
  }

  @Test
  void thePageAboutTheSocketsIsAskedForAgainEachTime() {
    for (String path :
        new String[] {
          "/docs/socket/", "/docs/socket/main.js", "/asyncapi.json", "/docs/bus/", "/eventbus.json"
        }) {
      assertThat(rest.get(path).header("Cache-Control")).as(path).isEqualTo("no-cache");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/../pom.xml",
        "/static/../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static/..%5c..%5cetc%5cpasswd",
        "/static/..;/..;/etc/passwd",
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/....//....//etc/passwd",
        "/static/../config/parley.yaml",
        "/static/%2e%2e/config/parley.yaml",
        "/static/..%2fconfig%2fparley.yaml",
        "/static/..%2fApp.class",
        "/static/%2e%2e/App.class",
        "/docs/../../../../logback.xml",
        "/docs/..%2f..%2f..%2f..%2f..%2flogback.xml",
        "/docs/%2e%2e/%2e%2e/%2e%2e/%2e%2e/logback.xml",
        "/redoc/..%2f..%2f..%2f..%2f..%2f..%2flogback.xml",
        "/docs/socket/nothing",
        "/docs/bus/nothing",
        "/docs/socket/../../openapi.yaml",
        "/docs/socket/..%2f..%2fopenapi.yaml",
        "/docs/socket/%2e%2e/%2e%2e/%2e%2e/logback.xml",
        "/docs/socket//etc/passwd",
        "/static/index.html%00.js",
        "/static/.hidden"
      })
  void nothingOutsideTheClientIsServed(String path) throws IOException {
    RestAnswer answer = RawHttp.sendLines(parley.port(), "GET " + path + " HTTP/1.1", "Host: x");
    assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    answer.tellsNothing();
  }
}
