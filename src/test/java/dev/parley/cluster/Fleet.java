package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes of one cluster in processes of their own, on a new database. */
public final class Fleet implements AutoCloseable {

  private final Path folder;
  private final String url = TestDatabase.create();
  private final Map<Integer, ServerProcess> nodes = new TreeMap<>();
  private final List<Integer> ports = new CopyOnWriteArrayList<>();

  /** Starts so many at the same moment, and waits until all of them serve. */
  public Fleet(Path folder, int count, String... settings) throws IOException {
    this.folder = folder;
    for (int i = 0; i < count; i++) {
      nodes.put(i, launch(i, settings));
    }
    nodes.values().forEach(node -> ports.add(node.port()));
  }

  private ServerProcess launch(int number, String... settings) throws IOException {
    String[] all = new String[settings.length + 4];
    all[0] = "--database.url=" + url;
    all[1] = "--cluster.enabled=true";
    all[2] = "--cluster.host=127.0.0." + (2 + number);
    // whoever hears of a dead node only when it times out has all of that time to make up for
    all[3] = "--limits.recovery=10000";
    System.arraycopy(settings, 0, all, 4, settings.length);
    return ServerProcess.on(Files.createDirectories(folder.resolve("node" + number)), all);
  }

  /** The {@code database.url} of all of them. */
  public String url() {
    return url;
  }

  /** One of them, counted from 0. */
  public ServerProcess node(int number) {
    return nodes.get(number);
  }

  /** Asks one of them. */
  public Rest rest(int number) {
    return new Rest(node(number).port());
  }

  /** The ports of those that serve, as it is now. */
  List<Integer> ports() {
    return List.copyOf(ports);
  }

  /** Ends one where it stands. */
  void kill(int number) {
    ports.remove((Integer) node(number).port());
    node(number).kill();
  }

  /** Stops one as an operator does, and starts it anew. */
  void restart(int number) throws IOException {
    ServerProcess old = node(number);
    ports.remove((Integer) old.port());
    old.stop();
    assertThat(old.exitCode()).as(old.output()).isZero();
    nodes.put(number, launch(number));
    ports.add(node(number).port());
  }

  @Override
  public void close() {
    nodes.values().forEach(ServerProcess::close);
  }
}
