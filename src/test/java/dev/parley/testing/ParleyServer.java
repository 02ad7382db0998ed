package dev.parley.testing;

import dev.parley.App;
import dev.parley.config.ConfigLoader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A whole server in this process: a real port, a real database, and a Vert.x that tells of blocked
 * event loops.
 */
public final class ParleyServer implements AutoCloseable {

  /** How long anything here may take, in seconds. */
  private static final int PATIENCE_SECONDS = 30;

  /** An event loop that is held for longer than this is reported, in milliseconds. */
  private static final long BLOCKED_AFTER_MS = 2000;

  private final Vertx vertx;
  private final App app;

  private ParleyServer(Vertx vertx, App app) {
    this.vertx = vertx;
    this.app = app;
  }

  /**
   * Starts a server on a free port.
   *
   * @param data the folder of its database
   * @param settings further settings by key
   */
  public static ParleyServer start(Path data, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("http.port", "0");
    // all clients of a test have one address, and a person in it writes as fast as it can
    all.putIfAbsent("limits.requests-per-second", "0");
    all.putIfAbsent("limits.messages-per-second", "0");
    all.putIfAbsent("limits.frames-per-second", "0");
    all.putIfAbsent("limits.connections-per-address", "0");
    TestDatabase.settings(data).forEach(all::putIfAbsent);
    Vertx vertx = Vertx.vertx(options());
    try {
      App app =
          await(
              new ConfigLoader(vertx)
                  .load(Optional.empty(), Map.of(), all)
                  .compose(config -> new App(vertx, config).start()));
      return new ParleyServer(vertx, app);
    } catch (RuntimeException e) {
      await(vertx.close());
      throw e;
    }
  }

  /** Starts a server on a free port with the default settings. */
  public static ParleyServer start(Path data) {
    return start(data, Map.of());
  }

  /** Options that report a blocked event loop soon. */
  public static VertxOptions options() {
    return new VertxOptions()
        .setMaxEventLoopExecuteTime(BLOCKED_AFTER_MS)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setBlockedThreadCheckInterval(BLOCKED_AFTER_MS / 4)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
  }

  public int port() {
    return app.port();
  }

  /** The port of its TCP bridge, if the settings enable it. */
  public int bridgePort() {
    return app.bridgePort();
  }

  /** The Vert.x that it runs on. */
  public Vertx vertx() {
    return vertx;
  }

  /** An address on this server; the path begins with a slash. */
  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** A socket's address on this server; the path begins with a slash. */
  public URI ws(String path) {
    return URI.create("ws://127.0.0.1:" + port() + path);
  }

  @Override
  public void close() {
    await(app.stop());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
