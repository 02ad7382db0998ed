package dev.parley.example;

import dev.parley.testing.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An example as a reader runs it, in a process of its own. It is killed when this is closed. */
final class ExampleProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader = new Thread(this::read, "example-output");
  private boolean ended;

  /**
   * Starts a program.
   *
   * @param environment variables more
   */
  ExampleProcess(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).start();
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts the main method of a class. */
  static ExampleProcess java(Path directory, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", ServerProcess.NATIVE_ACCESS));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ExampleProcess(directory, Map.of(), command);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits until it has written this line. */
  synchronized void awaitLine(String line) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!lines.contains(line)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (ended || left <= 0) {
        throw new AssertionError("no line \"" + line + "\" in: " + lines);
      }
      wait(left);
    }
  }

  /** All that it has written; waits for its end. */
  String output() {
    exitCode();
    synchronized (this) {
      return String.join("\n", lines);
    }
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running");
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it where it stands (SIGKILL). */
  void kill() {
    // not through the Process itself, which would close the stream that is being read
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    exitCode();
  }
}
