package dev.parley.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, started as a person would: {@code dev.parley.Main} with
 * arguments. It is killed at the latest when this is closed.
 */
public final class ServerProcess implements AutoCloseable {

  /** What the jar's manifest says to newer JDKs, which else warn of the native transport. */
  public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  /**
   * What is run.
   *
   * @param before the command that runs it, {@code ip netns exec} say; empty for none
   * @param main the class
   */
  public record Program(List<String> before, String main) {

    /** A server as it is. */
    public static final Program PARLEY = new Program(List.of(), "dev.parley.Main");
  }

  private static final Pattern LISTENING = Pattern.compile("listening on http://[^ ]*:(\\d+)");
  private static final String RUNNING = "Parley is running";
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private ServerProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::readOutput, "server-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a process.
   *
   * @param directory where it runs
   * @param environment variables more
   */
  public static ServerProcess start(
      Path directory, Map<String, String> environment, String... arguments) throws IOException {
    return start(Program.PARLEY, directory, environment, arguments);
  }

  private static ServerProcess start(
      Program program, Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(program.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of(NATIVE_ACCESS, "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), program.main()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().putAll(environment);
    return new ServerProcess(builder.redirectErrorStream(true).start());
  }

  /**
   * Starts a server on a free port with its data in this folder. No rate is limited: all clients of
   * a test have one address, and a person in it writes as fast as it can.
   *
   * @param settings more of them, as {@code --key=value}
   */
  public static ServerProcess on(Path data, String... settings) throws IOException {
    return on(Program.PARLEY, data, settings);
  }

  /** The same with another program. */
  public static ServerProcess on(Program program, Path data, String... settings)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--http.port=0"));
    TestDatabase.settings(data).forEach((key, value) -> all.add("--" + key + "=" + value));
    all.addAll(
        List.of(
            "--limits.requests-per-second=0",
            "--limits.messages-per-second=0",
            "--limits.frames-per-second=0",
            "--limits.sign-ins-per-minute=0",
            "--limits.sign-ins-per-minute-of-address=0",
            "--limits.connections-per-address=0"));
    all.addAll(List.of(settings));
    return start(program, data, Map.of(), all.toArray(String[]::new));
  }

  /** The port that it says it listens on; waits until it does. */
  public int port() {
    try {
      return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the server did not start: " + output(), e);
    } catch (Exception e) {
      throw new IllegalStateException(output(), e);
    }
  }

  /** Waits until it says that it runs, where it has no port. */
  public ServerProcess awaitRunning() {
    try {
      running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return this;
    } catch (Exception e) {
      throw new IllegalStateException(output(), e);
    }
  }

  /** The number that the system has for it. */
  public long pid() {
    return process.pid();
  }

  /** Asks it to stop (SIGTERM). */
  public void stop() {
    // not through the Process itself, which would close the stream of the last words
    process.toHandle().destroy();
  }

  /** Ends it where it stands (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.toHandle().destroyForcibly();
    exitCode(PATIENCE_SECONDS);
  }

  /** Waits for its end, for so many seconds at most. */
  public int exitCode(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + output());
      }
      ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return process.exitValue();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end. */
  public int exitCode() {
    return exitCode(PATIENCE_SECONDS);
  }

  /** The first line that it writes; waits for it. */
  public String firstLine() {
    try {
      return first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it has written so far. */
  public String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void readOutput() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
        first.complete(line);
        if (line.contains(RUNNING)) {
          running.complete(null);
        }
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          port.complete(Integer.valueOf(listening.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      port.completeExceptionally(new IllegalStateException("it has ended"));
      running.completeExceptionally(new IllegalStateException("it has ended"));
      ended.complete(null);
    }
  }
}
