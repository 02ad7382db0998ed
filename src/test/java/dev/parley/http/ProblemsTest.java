package dev.parley.http;

import static dev.parley.testing.Futures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.CapturedLog;
import dev.parley.testing.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ProblemsTest {
  private static final String REQUEST = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n";

  private final CapturedLog log = CapturedLog.of(Problems.class);
  private HttpServer server;

  @BeforeEach
  void listen(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route("/gone").handler(request -> request.fail(new ClosedChannelException()));
    router.route("/broken").handler(request -> request.fail(new IOException("the disk")));
    await(new Problems(await(Contract.load(vertx))).mount(router, vertx));
    server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  @Test
  void aClientThatHungUpIsNotForTheLog() throws IOException {
    assertThat(answer("/gone")).isEmpty();
    assertThat(log.lines()).noneMatch(line -> line.startsWith("ERROR"));
  }

  @Test
  void anAccidentIsLoggedAndTellsNothing() throws IOException {
    assertThat(answer("/broken"))
        .startsWith("HTTP/1.1 500 ")
        .contains("\"code\":\"internal\"")
        .doesNotContain("disk");
    assertThat(log.lines()).containsExactly("ERROR request_failed status=500");
  }

  private String answer(String path) throws IOException {
    try (RawConnection connection = RawConnection.open(server.actualPort())) {
      return connection.answer(REQUEST.formatted(path));
    }
  }
}
