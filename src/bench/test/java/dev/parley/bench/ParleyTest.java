package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.chat.Endpoint;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the programs and the server they are for understand each other. */
class ParleyTest {
  @TempDir Path data;
  private ParleyServer server;

  @BeforeEach
  void start() {
    server = ParleyServer.start(data);
  }

  @AfterEach
  void stopWithoutRoomsLeftBehind() {
    try (ParleyServer stopping = server) {
      assertThat(new Rest(stopping.port()).get("/api/chat/rooms").json()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void parleyIsLoadedOverEveryEndpoint(Endpoint endpoint) {
    int exitCode =
        Bench.run(
            "load",
            "--url=" + server.http(""),
            "--endpoint=" + endpoint,
            "--rooms=2",
            "--members=5",
            "--senders=4",
            "--rate=30",
            "--warmup=200ms",
            "--duration=1s");
    assertThat(exitCode).isZero();
  }

  @Test
  void peopleComeBackToParleyWhole() {
    int exitCode =
        Bench.run(
            "soak",
            "--url=" + server.http(""),
            "--connections=40",
            "--rooms=4",
            "--rate=100",
            "--duration=3s",
            "--churn=20/s",
            "--away=300ms",
            "--sample=1s");
    assertThat(exitCode).isZero();
  }
}
