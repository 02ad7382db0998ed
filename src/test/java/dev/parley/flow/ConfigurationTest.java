package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testing.Json;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.SqliteFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a started server takes its settings from. */
@SqliteFile
class ConfigurationTest {

  @TempDir Path folder;

  @Test
  void theFileTheEnvironmentAndTheCommandLineWinInThisOrder() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("my.yaml"),
            "http: {port: 0}\ndata: {dir: from-file}\nlimits: {rooms: 1}\n");
    Map<String, String> environment =
        Map.of("PARLEY_DATA_DIR", "from-environment", "PARLEY_LIMITS_ROOMS", "2");
    try (ServerProcess server =
        ServerProcess.start(folder, environment, "--conf", file.toString(), "--limits.rooms=3")) {
      Rest rest = new Rest(server.port());
      IntStream.range(0, 3).forEach(i -> rest.makeRoom("Room " + i));
      rest.post("/api/chat/rooms", Json.object("name", "One too many")).hasStatus(409);
      assertThat(folder.resolve("from-environment/parley.db")).exists();
      assertThat(folder.resolve("from-file")).doesNotExist();
    }
  }

  @Test
  void withoutSettingsItListensOnThisMachineOnlyAndMakesItsDatabaseInData() throws IOException {
    try (ServerProcess server = ServerProcess.start(folder, Map.of("PARLEY_HTTP_PORT", "0"))) {
      int port = server.port();
      assertThat(server.output()).contains("http://127.0.0.1:" + port);
      new Rest(port).get("/").hasStatus(200);
      assertThat(folder.resolve("data/parley.db")).exists();
      assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void withoutSettingsItTakesPort8000() throws IOException {
    try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
      // another program may have the port, and then it says that
      assertThat(server.firstLine()).contains("127.0.0.1:8000");
    }
  }
}
