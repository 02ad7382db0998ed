package dev.parley.testing;

import dev.parley.App;
import dev.parley.bus.Token;
import dev.parley.config.ConfigLoader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
  private final Path data;
  private final Map<String, String> settings;
  private Account administrator;

  private ParleyServer(Vertx vertx, App app, Path data, Map<String, String> settings) {
    this.vertx = vertx;
    this.app = app;
    this.data = data;
    this.settings = settings;
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
    all.putIfAbsent("limits.sign-ins-per-minute", "0");
    all.putIfAbsent("limits.sign-ins-per-minute-of-address", "0");
    TestDatabase.settings(data).forEach(all::putIfAbsent);
    Vertx vertx = Vertx.vertx(options());
    try {
      App app =
          await(
              new ConfigLoader(vertx)
                  .load(Optional.empty(), Map.of(), all)
                  .compose(config -> new App(vertx, config).start()));
      return new ParleyServer(vertx, app, data, all);
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

  /** Makes an account and signs it in. */
  public Account account(String name) {
    return account(name, "member");
  }

  /** An administrator called Ada, signed in, always the same one. */
  public Account administrator() {
    if (administrator == null) {
      administrator = account("Ada", "administrator");
    }
    return administrator;
  }

  /** Makes an account with a role on the server, and signs it in. */
  public Account account(String name, String role) {
    try (Connection database = connect()) {
      return Account.make(database, port(), name, role);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes an access token for somebody; the scopes with spaces between. */
  public Token token(Account account, String scopes) {
    try (Connection database = connect()) {
      return Account.token(database, account.id(), scopes);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connects to its database, beside it. */
  public Connection connect() throws SQLException {
    String url = settings.getOrDefault("database.url", "");
    return url.isEmpty() ? TestDatabase.connect(data) : DriverManager.getConnection(url);
  }

  /** The token of a new link for setting it up. */
  public String setUpToken() {
    return await(app.setUpLink()).orElseThrow().replaceFirst(".*#", "");
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
