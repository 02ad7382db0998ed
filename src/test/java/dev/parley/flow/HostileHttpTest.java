package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What isn't even proper HTTP, sent byte by byte. */
@ExtendWith(BlockedEventLoops.class)
class HostileHttpTest {

  private static final String ROOMS = "/api/chat/rooms";

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  @AfterEach
  void theServerStillWorks() {
    parley.rest().get(ROOMS).isJson(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET " + ROOMS + "/%zz HTTP/1.1",
        "GET " + ROOMS + "?limit=%zz HTTP/1.1",
        "GET " + ROOMS + "?limit=%00 HTTP/1.1",
        "GET " + ROOMS + "?before=%00 HTTP/1.1",
        "GET /static/%zz HTTP/1.1",
        "GET /%zz HTTP/1.1",
        "GET /r/%zz HTTP/1.1"
      })
  void anEscapeThatIsNoneIsRefused(String line) throws IOException {
    RawHttp.sendLines(parley.port(), line, "Host: x").isProblem(400, "invalid_parameter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/chat/rooms/\0 HTTP/1.1",
        "GET /\0 HTTP/1.1",
        "\0\0\0\0",
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "hello",
        "GET",
        "GET /",
        "GET / FTP/1.1",
        "G\u00c4T / HTTP/1.1",
        "GET http://[broken/ HTTP/1.1",
        "GET  HTTP/1.1",
        ": : :",
        "CONNECT x:1 HTTP/1.1",
        "GET * HTTP/1.1",
        "GET //// HTTP/1.1",
        "GET ../../etc/passwd HTTP/1.1",
        "GET ?x HTTP/1.1",
        "GET /?%zz HTTP/1.1"
      })
  void garbageIsRefusedOrCutOffButHarmsNothing(String line) throws IOException {
    RestAnswer answer = RawHttp.sendLines(parley.port(), line, "Host: x", "Connection: close");
    if (answer != null) {
      assertThat(answer.status()).as(answer.body()).isBetween(200, 499);
      answer.tellsNothing();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/9.9", "get / http/1.1", "PRI * HTTP/2.0"})
  void anotherVersionOfHttpIsNotImplemented(String line) throws IOException {
    RestAnswer answer = RawHttp.sendLines(parley.port(), line, "Host: x");
    assertThat(answer.hasStatus(501).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: ten",
        "Content-Length: 99999999999999999999",
        "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: nonsense",
        "Broken header without a colon",
        " Folded: header",
        "Na me: x",
        "X: \0"
      })
  void aBrokenHeaderIsRefused(String header) throws IOException {
    RestAnswer answer =
        RawHttp.sendLines(
            parley.port(),
            "POST " + ROOMS + " HTTP/1.1",
            "Host: x",
            "Content-Type: application/json",
            header);
    assertThat(answer).isNotNull();
    assertThat(answer.status()).as(answer.body()).isBetween(400, 431);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    answer.tellsNothing();
  }

  @Test
  void anAddressThatIsTooLongIsRefused() throws IOException {
    String line = "GET /" + "x".repeat(20_000) + " HTTP/1.1";
    RawHttp.sendLines(parley.port(), line, "Host: x").isProblem(414, "invalid_parameter");
  }

  @Test
  void headersThatAreTooLongAreRefused() throws IOException {
    String header = "X-Long: " + "x".repeat(20_000);
    RawHttp.sendLines(parley.port(), "GET " + ROOMS + " HTTP/1.1", "Host: x", header)
        .isProblem(431, "invalid_parameter");
    String many = "X: y\r\n".repeat(5000) + "X: y";
    RawHttp.sendLines(parley.port(), "GET " + ROOMS + " HTTP/1.1", "Host: x", many)
        .isProblem(431, "invalid_parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/chat/rooms", "/openapi.json", "/nothing", "/docs/"})
  void aMissingHostHarmsNothing(String path) throws IOException {
    for (String version : new String[] {"1.0", "1.1"}) {
      RestAnswer answer = RawHttp.sendLines(parley.port(), "GET " + path + " HTTP/" + version);
      assertThat(answer).isNotNull();
      assertThat(answer.status()).isBetween(200, 404);
      answer.tellsNothing();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\n", "5\r\nab"})
  void aBrokenChunkIsRefusedOrCutOff(String chunk) throws IOException {
    RestAnswer answer =
        RawHttp.send(
            parley.port(),
            "POST "
                + ROOMS
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + chunk
                + "\r\n\r\n\r\n");
    if (answer != null) {
      answer.isProblem(400, "invalid_body");
    }
  }

  @Test
  void aClientThatHangsUpInTheMiddleOfItsBodyHarmsNothing() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", parley.port())) {
      String head = "POST " + ROOMS + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
      socket.getOutputStream().write((head + "Content-Length: 99\r\n\r\n{").getBytes());
      socket.setSoLinger(true, 0);
    }
  }

  @Test
  void aChunkedBodyAboveTheLimitIsRefused() throws IOException {
    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
    RawHttp.send(
            parley.port(),
            "POST "
                + ROOMS
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(40)
                + "0\r\n\r\n")
        .isProblem(413, "body_too_large");
  }
}
