package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.chat.Endpoint;
import dev.parley.testing.ParleyServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the load and the server it is for understand each other. */
class LoadParleyTest {
  @TempDir Path data;

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "BARE"})
  void parleyIsLoadedOverEveryEndpoint(Endpoint endpoint) {
    try (ParleyServer server = ParleyServer.start(data)) {
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
  }
}
