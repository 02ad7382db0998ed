package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.ServerProcess;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes of one cluster in processes of their own, which come one by one and differ. */
final class Crew implements AutoCloseable {

  private final Path folder;
  private final String url = TestDatabase.create();
  private final List<ServerProcess> nodes = new ArrayList<>();

  /** Nobody yet, on a new database. */
  Crew(Path folder) {
    this.folder = folder;
  }

  /** Starts one more, and doesn't wait for it. */
  ServerProcess launch(String... settings) throws IOException {
    int number = nodes.size();
    List<String> all = new ArrayList<>(List.of(settings));
    if (all.stream().noneMatch(setting -> setting.startsWith("--http.port="))) {
      all.add("--http.port=0");
    }
    all.add("--database.url=" + url);
    all.add("--cluster.enabled=true");
    all.add("--cluster.host=127.0.0." + (2 + number));
    // whoever hears of a dead node only when it times out has all of that time to make up for
    all.add("--limits.recovery=10000");
    for (String rate : List.of("requests-per-second", "messages-per-second", "frames-per-second")) {
      all.add("--limits." + rate + "=0"); // all clients of a test have one address
    }
    Path data = Files.createDirectories(folder.resolve("node" + number));
    ServerProcess node = ServerProcess.start(data, Map.of(), all.toArray(String[]::new));
    nodes.add(node);
    return node;
  }

  /** Stops one as an operator does, and waits until it has. */
  static void end(ServerProcess node) {
    node.stop();
    assertThat(node.exitCode()).as(node.output()).isZero();
  }

  @Override
  public void close() {
    nodes.forEach(ServerProcess::close);
  }
}
