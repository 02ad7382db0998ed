package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BlockedEventLoops.class)
class StartTest {

  @TempDir Path data;

  @Test
  void aFreshServerHasNoRooms() throws Exception {
    try (ParleyServer server = ParleyServer.start(data)) {
      HttpRequest request = HttpRequest.newBuilder(server.http("/api/chat/rooms")).build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .isEqualTo("[]");
    }
  }

  @Test
  void aServerThatServesNobodyHasNoPort() {
    Map<String, String> none = Map.of("verticles.http", "0", "verticles.room", "0");
    try (ParleyServer server = ParleyServer.start(data, none)) {
      assertThat(server.port()).isZero();
    }
  }
}
