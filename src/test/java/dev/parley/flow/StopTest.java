package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.testing.ServerProcess;
import dev.parley.testing.SqliteFile;
import dev.parley.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program ends when it is asked to. */
class StopTest {

  @TempDir Path folder;

  @Test
  void stoppingIsNoFailure() throws IOException {
    startAndStop();
  }

  @Test
  @SqliteFile
  void stoppingLeavesOneFile() throws IOException {
    startAndStop();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("parley.db", "parley.lock");
    }
  }

  @Test
  void aStartThatIsInterruptedEndsAtOnce() throws IOException {
    Path pipe = folder.resolve("parley.yaml");
    assumeTrue(Tool.succeeds("mkfifo", pipe.toString()), "there are no named pipes");
    try (ServerProcess server =
            ServerProcess.start(folder, Map.of(), "--conf", pipe.toString(), "--http.port=0");
        // opens when the server does, which then waits for what is never written
        OutputStream configuration = Files.newOutputStream(pipe)) {
      server.stop();
      assertThat(server.exitCode(10)).as(server.output()).isZero();
      assertThat(server.output()).contains("before it had started");
      configuration.flush();
    }
  }

  /** A kill leaves no time to tidy up, so there must be nothing to tidy. */
  @Test
  @SqliteFile
  void aKillLeavesNothingAmongTheTemporaryFilesButWhatVertxMakes() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    try (ServerProcess server =
        ServerProcess.start(folder, environment, "--http.port=0", "--data.dir=" + folder)) {
      server.port();
      server.kill();
    }
    try (Stream<Path> files = Files.walk(temporary)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("sqlite"));
    }
  }

  private void startAndStop() throws IOException {
    try (ServerProcess server = ServerProcess.on(folder)) {
      server.port();
      server.stop();
      assertThat(server.exitCode(10)).as(server.output()).isZero();
      assertThat(server.output()).endsWith("Parley has stopped");
    }
  }
}
