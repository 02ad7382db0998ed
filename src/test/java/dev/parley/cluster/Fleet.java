package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.ServerProcess.Program;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** Nodes of one cluster in processes of their own, on a new database. */
public final class Fleet implements AutoCloseable {

  private final Path folder;
  private final Site site;
  private final String url = TestDatabase.create();
  private final Map<Integer, ServerProcess> nodes = new TreeMap<>();
  private final Map<Integer, Integer> ports = new ConcurrentSkipListMap<>();
  private final Instant started = Instant.now();
  private final Duration starting;

  /** Starts so many at the same moment, and waits until all of them serve. */
  public Fleet(Path folder, int count, String... settings) throws IOException {
    this(folder, Site.HERE, count, settings);
  }

  /** Starts them somewhere else. */
  Fleet(Path folder, Site site, int count, String... settings) throws IOException {
    this.folder = folder;
    this.site = site;
    try {
      for (int i = 0; i < count; i++) {
        nodes.put(i, launch(i, Program.PARLEY.main(), List.of(settings)));
      }
      nodes.keySet().forEach(this::open);
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
    starting = Duration.between(started, Instant.now());
  }

  /** Starts one more, of another program, that is not expected to serve. */
  ServerProcess add(int number, String main, String... settings) throws IOException {
    ServerProcess node = launch(number, main, List.of(settings));
    nodes.put(number, node);
    return node;
  }

  private ServerProcess launch(int number, String main, List<String> settings) throws IOException {
    List<String> all = new ArrayList<>(site.settings(number, url));
    all.add("--cluster.enabled=true");
    // whoever hears of a dead node only when it times out has all of that time to make up for
    all.add("--limits.recovery=10000");
    all.addAll(settings);
    return ServerProcess.on(
        new Program(site.command(number), main),
        Files.createDirectories(folder.resolve("node" + number)),
        all.toArray(String[]::new));
  }

  private void open(int number) {
    ports.put(number, site.reach(number, node(number).port()));
  }

  /** The {@code database.url} of all of them. */
  public String url() {
    return url;
  }

  /** One of them, counted from 0. */
  public ServerProcess node(int number) {
    return nodes.get(number);
  }

  /** How long it took from the first process to the last that serves. */
  Duration starting() {
    return starting;
  }

  /** Asks one of them. */
  public Rest rest(int number) {
    return new Rest(port(number));
  }

  /** Where the test reaches a node. */
  int port(int number) {
    return ports.get(number);
  }

  /** The ports of those that serve, as it is now. */
  List<Integer> ports() {
    return List.copyOf(ports.values());
  }

  /** That of one node alone. */
  Supplier<List<Integer>> only(int number) {
    return () -> List.of(port(number));
  }

  /** Ends one where it stands. */
  void kill(int number) {
    ports.remove(number);
    node(number).kill();
  }

  /** Stops one as an operator does, and starts it anew. */
  void restart(int number) throws IOException {
    ports.remove(number);
    ServerProcess old = node(number);
    old.stop();
    assertThat(old.exitCode()).as(old.output()).isZero();
    nodes.put(number, launch(number, Program.PARLEY.main(), List.of()));
    open(number);
  }

  @Override
  public void close() {
    nodes.values().forEach(ServerProcess::close);
  }
}
