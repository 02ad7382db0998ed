package dev.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Programs of the system that a test needs. */
public final class Tool {

  private Tool() {}

  /** Runs a program, which must succeed. */
  public static void run(String... command) throws IOException {
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(exitCode(process)).as(output).isZero();
  }

  /** Whether a program is there and succeeds. */
  public static boolean succeeds(String... command) {
    try {
      Process process = start(command);
      process.getInputStream().readAllBytes();
      return exitCode(process) == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Whether there is a program of this name. */
  public static boolean isThere(String name) {
    return succeeds(name, "--version");
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
