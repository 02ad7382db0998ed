package dev.parley;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.ServerProcess;
import dev.parley.testing.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, in a process of its own: what it says when it can't start. */
class MainTest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir Path folder;

  @Test
  void everythingThatIsWrongWithTheConfigurationIsSaidBeforeItExitsWithOne() throws Exception {
    Path file = Files.writeString(folder.resolve("my.yaml"), "storage:\n  readers: none\n");
    assertThat(run("--conf", file.toString(), "--http.port=x", "--verbose", "--limits.rooms=-1"))
        .containsSequence(
            "The configuration can't be used:",
            "  PARLEY_HTTP_PROT: there is no key for this variable (environment)",
            "  http.port: must be a whole number from 0 to 65535, but is \"x\"",
            "  limits.rooms: must be a whole number from 0 to 2147483647, but is \"-1\"",
            "  storage.readers: must be a whole number from 1 to 64, but is \"none\"",
            "  verbose: there is no such key (command line)");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void theVirtualMachineTakesTheOptionsInTheFile() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Tool.run(java, "@conf/jvm.options", "-version");
  }

  @Test
  void aFolderThatCanNotBeMadeIsSaidInALine() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");
    assertThat(run(false, "--http.port=0", "--data.dir=" + file))
        .filteredOn(line -> line.startsWith("Parley can't start: "))
        .singleElement()
        .asString()
        .startsWith("Parley can't start: The folder " + file + " can't be made");
  }

  @Test
  void aPortThatIsTakenIsSaidInALine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "--http.port=" + taken.getLocalPort();
      assertThat(run(false, port, "--data.dir=" + folder.resolve("data")))
          .filteredOn(line -> line.startsWith("Parley can't start: "))
          .singleElement()
          .asString()
          .contains("in use")
          .doesNotContain("Exception");
    }
  }

  @Test
  void aFolderThatAnotherServerUsesIsSaidInALine() throws Exception {
    Path lock = folder.resolve("parley.lock");
    try (FileChannel other = FileChannel.open(lock, CREATE, WRITE)) {
      assertThat(other.lock().isValid()).isTrue();
      assertThat(run(false, "--http.port=0", "--data.dir=" + folder))
          .contains("Parley can't start: Another Parley uses the folder " + folder + ".");
    }
    assertThat(folder.resolve("parley.db")).doesNotExist();
  }

  private List<String> run(String... arguments) throws Exception {
    return run(true, arguments);
  }

  /** Runs it to its end, which must come with exit code 1; gives what it wrote as errors. */
  private List<String> run(boolean wrongVariable, String... arguments) throws Exception {
    Path errors = folder.resolve("errors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            ServerProcess.NATIVE_ACCESS,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process = start(wrongVariable, command, errors);
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(errors);
  }

  private Process start(boolean wrongVariable, List<String> command, Path errors)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    if (wrongVariable) {
      builder.environment().put("PARLEY_HTTP_PROT", "1");
    }
    return builder.start();
  }
}
