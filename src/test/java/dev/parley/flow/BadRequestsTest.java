package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are HTTP, but not what the contract says. */
@ExtendWith(BlockedEventLoops.class)
class BadRequestsTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final int LARGEST_BODY = 64 * 1024;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "1",
        "null",
        "\"General\"",
        "{}",
        "{\"name\":1}",
        "{\"name\":null}",
        "{\"name\":[\"a\"]}",
        "{\"name\":{}}",
        "{\"name\":\"a\"} and more",
        "{\"name\":\"a\",}",
        "{'name':'a'}",
        "name=General",
        "<name>General</name>",
        "\u0000"
      })
  void aBodyThatTheContractDoesNotHaveIsRefused(String body) {
    rest.post(ROOMS, body).isProblem(400, "invalid_body");
  }

  @Test
  void aMissingBodyIsRefused() {
    rest.send("POST", ROOMS, "Content-Type", "application/json").isProblem(400, "invalid_body");
    rest.send("POST", ROOMS).isProblem(400, "invalid_body");
  }

  @Test
  void absurdNestingIsRefused() {
    rest.post(ROOMS, "{\"name\":" + "[".repeat(30_000)).isProblem(400, "invalid_body");
    String deep = "{\"name\":\"a\",\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    rest.post(ROOMS, deep).isProblem(400, "invalid_body");
  }

  @Test
  void absurdNumbersAreRefused() {
    rest.post(ROOMS, "{\"name\":1e999999999}").isProblem(400, "invalid_body");
    rest.post(ROOMS, "{\"name\":" + "9".repeat(50_000) + "}").isProblem(400, "invalid_body");
  }

  @Test
  void aBodyAboveTheLimitIsRefused() {
    String name = Json.object("name", "x");
    String atTheLimit = " ".repeat(LARGEST_BODY - name.length()) + name;
    rest.post(ROOMS, atTheLimit).hasStatus(201);
    rest.post(ROOMS, " " + atTheLimit).isProblem(413, "body_too_large");
    rest.post(ROOMS, " ".repeat(LARGEST_BODY * 20)).isProblem(413, "body_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/jsonx",
        "json"
      })
  void aBodyOfAnotherTypeIsRefused(String type) {
    rest.sendBody("POST", ROOMS, Json.object("name", "x"), "Content-Type", type)
        .isProblem(415, "unsupported_media_type");
  }

  @Test
  void aBodyWithoutATypeIsRefused() {
    rest.sendBody("POST", ROOMS, Json.object("name", "x")).isProblem(415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=UTF-8", "Application/JSON"})
  void theTypeMayBeWrittenInOtherWays(String type) {
    rest.sendBody("POST", ROOMS, Json.object("name", "x"), "Content-Type", type).hasStatus(201);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/chat/rooms, 'GET, POST'",
    "DELETE, /api/chat/rooms, 'GET, POST'",
    "PATCH, /api/chat/rooms, 'GET, POST'",
    "TRACE, /api/chat/rooms, 'GET, POST'",
    "PURGE, /api/chat/rooms, 'GET, POST'",
    "POST, /api/chat/rooms/{id}, 'DELETE, GET, PATCH'",
    "PUT, /api/chat/rooms/{id}, 'DELETE, GET, PATCH'",
    "PUT, /api/chat/rooms/{id}/messages, 'GET, POST'",
    "DELETE, /api/chat/rooms/{id}/messages, 'GET, POST'",
    "POST, /api/chat/rooms/{id}/online, GET",
    "POST, /openapi.json, 'GET, HEAD'",
    "DELETE, /, 'GET, HEAD'",
    "POST, /static/index.html, 'GET, HEAD'",
    "PUT, /docs/, 'GET, HEAD'",
    "POST, /r/{id}, 'GET, HEAD'"
  })
  void anotherMethodIsRefusedWithThoseThatAreAllowed(String method, String path, String allowed) {
    String room = parley.makeRoom();
    RestAnswer answer = rest.send(method, path.replace("{id}", room));
    answer.isProblem(405, "method_not_allowed");
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/chat",
        "/api/chat/room",
        "/api/chat/rooms/x/y",
        "/api/chat/rooms/x/messages/1/2",
        "/API/CHAT/ROOMS",
        "/nothing",
        "/ws",
        "/ws/chats",
        "/metrics",
        "/.git/config"
      })
  void whatIsNotThereIsNotFound(String path) {
    for (String method : List.of("GET", "POST", "DELETE")) {
      rest.send(method, path).isProblem(404, "not_found");
    }
  }

  @Test
  void headAndOptionsAreAnsweredWithoutFault() {
    for (String path : List.of("/", "/openapi.json", "/docs/")) {
      RestAnswer head = rest.send("HEAD", path);
      assertThat(head.status()).as(path).isEqualTo(rest.get(path).status());
      assertThat(head.body()).isEmpty();
    }
    for (String path : List.of(ROOMS, ROOMS + "/x", "/", "/nothing")) {
      assertThat(rest.send("HEAD", path).status()).as(path).isBetween(200, 405);
      assertThat(rest.send("OPTIONS", path).status()).as(path).isBetween(200, 405);
    }
  }
}
