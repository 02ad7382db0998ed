package dev.parley.http;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
class ProblemTest {
  private static final int PATIENCE_MS = 10_000;

  private final Queue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  /**
   * Answers {@code /ROOM_NOT_FOUND} with that failure, {@code /wait?5} with one that lasts five
   * milliseconds, and {@code /twice} with two.
   */
  @BeforeEach
  void listen(Vertx vertx) {
    vertx.exceptionHandler(unhandled::add);
    server =
        await(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      if (request.path().equals("/twice")) {
                        request.response().end("fine");
                        Problem.answer(request.response(), new Failure(FailureCode.INTERNAL));
                      } else if (request.path().equals("/wait")) {
                        Duration wait = Duration.ofMillis(Long.parseLong(request.query()));
                        Failure failure = new Failure(FailureCode.RATE_LIMITED, wait);
                        Problem.answer(request.response(), failure);
                      } else {
                        FailureCode code = FailureCode.valueOf(request.path().substring(1));
                        Problem.answer(request.response(), new Failure(code, "\"Just\" so."));
                      }
                    })
                .invalidRequestHandler(Problem::answerUnreadable)
                .listen(0, "127.0.0.1"));
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void theServerOrTheTimeIsToBlameExactlyForWhatMayWorkAgain(FailureCode code) {
    int status = Problem.status(code);
    assertThat(status).isBetween(400, 599);
    assertThat(status >= 500 || status == 408 || status == 429).isEqualTo(code.retryable());
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyFailureHasTheFieldsOfAProblem(FailureCode code) throws Exception {
    HttpResponse<String> response = get("/" + code);
    int status = Problem.status(code);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().allValues("Content-Type"))
        .containsExactly("application/problem+json");
    assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(new JsonObject(response.body()))
        .isEqualTo(
            new JsonObject()
                .put("type", "urn:parley:problem:" + code.code())
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", "\"Just\" so.")
                .put("code", code.code()));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "999,1", "1000,1", "1001,2", "59999,60"})
  void whenToTryAgainIsSaidInWholeSecondsRoundedUp(long milliseconds, String seconds)
      throws Exception {
    HttpResponse<String> response = get("/wait?" + milliseconds);
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().allValues("Retry-After")).containsExactly(seconds);
    assertThat(get("/RATE_LIMITED").headers().allValues("Retry-After")).isEmpty();
  }

  @Test
  void whatIsAnsweredAlreadyIsNotAnsweredAgain() throws Exception {
    HttpResponse<String> response = get("/twice");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("fine");
    get("/" + FailureCode.NOT_FOUND); // on the same event loop, behind it
    assertThat(unhandled).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /LONG HTTP/1.1,414,invalid_parameter",
    "GET / HTTP/1.1|X: LONG,431,invalid_parameter",
    "nonsense,400,invalid_body",
    "GET / HTTP/1.1|no colon here,400,invalid_body"
  })
  void whatIsNoRequestIsAnsweredAndTheConnectionClosed(String head, int status, String code)
      throws IOException {
    String request = head.replace("LONG", "a".repeat(20_000)).replace("|", "\r\n") + "\r\n\r\n";
    String answer = exchange(request);
    assertThat(answer)
        .matches("(?s)HTTP/1\\.[01] " + status + " .*")
        .containsIgnoringCase("Connection: close")
        .contains("application/problem+json")
        .contains("\"code\":\"" + code + "\"")
        .doesNotContain("netty", "Exception");
    assertThat(unhandled).as("what would fill the log").isEmpty();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** Sends bytes, and reads until the server closes. */
  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
