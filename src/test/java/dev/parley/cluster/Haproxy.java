package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Sources;
import dev.parley.testing.Tool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * HAProxy with {@code conf/haproxy.cfg}, but for its port and those of the nodes. It is installed
 * where that can be done; without, a test is skipped, unless {@code -Dparley.test.proxy=required}
 * says that it mustn't be.
 */
final class Haproxy implements AutoCloseable {
  private static final boolean REQUIRED =
      "required".equals(System.getProperty("parley.test.proxy"));

  private static final String MISSING =
      "Trying conf/haproxy.cfg needs HAProxy (on Debian: apt-get install haproxy).";

  private static final String BIND = "    bind :80";
  private static final String SERVER = "    server ";
  private static final int PATIENCE_SECONDS = 30;

  private final Path log;
  private final int port = freePort();
  private final Process process;

  /**
   * Starts it, and waits until it listens, in front of the nodes at these ports, which become node1
   * and so on.
   */
  Haproxy(Path folder, List<Integer> nodes) throws IOException {
    requireHaproxy();
    log = folder.resolve("haproxy.log");
    Path file = Files.write(folder.resolve("haproxy.cfg"), configuration(nodes));
    process =
        new ProcessBuilder("haproxy", "-db", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    awaitListening();
  }

  private void awaitListening() throws IOException {
    Instant patience = Instant.now().plusSeconds(PATIENCE_SECONDS);
    boolean listens = false;
    while (!listens) {
      assertThat(process.isAlive() && Instant.now().isBefore(patience))
          .as(Files.readString(log))
          .isTrue();
      try (Socket socket = new Socket("127.0.0.1", port)) {
        listens = socket.isConnected();
      } catch (ConnectException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  private static void requireHaproxy() {
    try {
      if (!Tool.succeeds("haproxy", "-v")) {
        Tool.run("apt-get", "update");
        Tool.run("apt-get", "install", "-y", "--no-install-recommends", "haproxy");
      }
    } catch (IOException | AssertionError e) {
      if (REQUIRED) {
        throw new AssertionError(MISSING, e);
      }
      Assumptions.abort(MISSING + " " + e.getMessage());
    }
  }

  private List<String> configuration(List<Integer> nodes) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Sources.file("conf/haproxy.cfg")));
    assertThat(lines).contains(BIND).anyMatch(line -> line.startsWith(SERVER));
    lines.replaceAll(line -> line.equals(BIND) ? "    bind 127.0.0.1:" + port : line);
    lines.removeIf(line -> line.startsWith(SERVER));
    for (int i = 0; i < nodes.size(); i++) {
      lines.add(SERVER + "node" + (i + 1) + " 127.0.0.1:" + nodes.get(i));
    }
    return lines;
  }

  /** Where people come. */
  int port() {
    return port;
  }

  /** Waits until it has said of so many nodes, or of one so many times, that they are up. */
  void awaitUp(int times) throws IOException, InterruptedException {
    Instant patience = Instant.now().plusSeconds(PATIENCE_SECONDS);
    while (lines(" is UP").size() < times) {
      assertThat(Instant.now()).as("%s", Files.readString(log)).isBefore(patience);
      Thread.sleep(20);
    }
  }

  /** What it has said of nodes that went down. */
  List<String> down() throws IOException {
    return lines(" is DOWN");
  }

  private List<String> lines(String saying) throws IOException {
    // in its log, not the warning besides
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("Server ") && line.contains(saying))
        .toList();
  }

  /** A port that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
