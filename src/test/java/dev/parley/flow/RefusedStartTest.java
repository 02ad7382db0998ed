package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.SqliteFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says and how it exits when it can't start. */
@SqliteFile
class RefusedStartTest {

  @TempDir Path folder;

  @Test
  void aSecondServerOnTheSameFolderIsRefused() throws IOException {
    try (ServerProcess first = ServerProcess.on(folder)) {
      String room = new Rest(first.port()).makeRoom("Mine");
      try (ServerProcess second = ServerProcess.on(folder)) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output().lines()).hasSize(1);
        assertThat(second.output())
            .isEqualTo("Parley can't start: Another Parley uses the folder " + folder + ".");
      }
      new Rest(first.port()).get("/api/chat/rooms/" + room).isJson(200);
    }
  }

  @Test
  void aDatabaseThatHasLostItsContentIsNotMadeAnew() throws IOException {
    Path database = Files.createFile(folder.resolve("parley.db"));
    try (ServerProcess server = start("--http.port=0", "--data.dir=" + folder)) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output().lines()).hasSize(1);
      assertThat(server.output())
          .startsWith("Parley can't start: The database " + database + " is empty.");
    }
    assertThat(database).isEmptyFile();
  }

  @Test
  void aPortInUseIsSaidInALine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "--http.port=" + taken.getLocalPort();
      try (ServerProcess server = start(port, "--data.dir=" + folder)) {
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output().lines()).hasSize(1);
        assertThat(server.output())
            .startsWith("Parley can't start: ")
            .containsIgnoringCase("already in use");
        assertThat(server.output()).contains("127.0.0.1:" + taken.getLocalPort());
      }
    }
  }

  @Test
  void anAddressOfAnotherMachineIsSaidInALine() throws IOException {
    try (ServerProcess server = start("--http.host=203.0.113.1", "--data.dir=" + folder)) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output().lines()).hasSize(1);
      assertThat(server.output()).startsWith("Parley can't start: ").contains("203.0.113.1:8000");
    }
  }

  @Test
  void allThatIsWrongWithTheConfigurationIsSaidTogether() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("parley.yaml"), "http:\n  port: none\nlimits:\n  romms: 3\n");
    Map<String, String> environment =
        Map.of("PARLEY_HTTP_HOTS", "x", "PARLEY_SOCKET_PING_INTERVAL", "soon");
    try (ServerProcess server =
        ServerProcess.start(
            folder, environment, "--conf", file.toString(), "--limits.rooms=-1", "--what.ever=1")) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output())
          .contains("http.port:", "limits.romms:", "PARLEY_HTTP_HOTS:", "socket.ping-interval:")
          .contains("limits.rooms:", "what.ever:")
          .doesNotContain("Exception", "\tat ");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void helpNamesTheKeys() throws IOException {
    try (ServerProcess server = start("--help")) {
      assertThat(server.exitCode()).isZero();
      assertThat(server.output()).contains("--conf", "--http.port", "--data.dir", "--limits.rooms");
    }
  }

  private ServerProcess start(String... arguments) throws IOException {
    return ServerProcess.start(folder, Map.of(), arguments);
  }
}
