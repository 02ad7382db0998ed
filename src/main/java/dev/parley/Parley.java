package dev.parley;

import dev.parley.bus.Nodes;
import dev.parley.client.ChatClient;
import dev.parley.config.ConfigException;
import dev.parley.config.ConfigLoader;
import dev.parley.config.ParleyConfig;
import dev.parley.http.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Parley inside another application: on that application's Vert.x instance, or as a member of a
 * cluster of Parley's nodes.
 *
 * <pre>{@code
 * new Parley(new JsonObject().put("http", new JsonObject().put("port", 8080)))
 *     .start(vertx)
 *     .onSuccess(parley -> parley.client("Bot").post(room, "Hello!"));
 * }</pre>
 *
 * <p>The application's services talk to it with a {@link ChatClient}, or at the {@code
 * PublicAddresses} of the event bus. To be configured on one thread, and started once.
 */
public final class Parley {

  private final JsonObject config;

  /** Null for Parley's own accounts. */
  private SignIn signIn;

  private Node node;
  private App app;

  /**
   * Not started yet.
   *
   * @param config settings as {@code conf/parley.yaml} has them, sections as objects; what isn't in
   *     it is as the manual says. The environment isn't read.
   */
  public Parley(JsonObject config) {
    this.config = config.copy();
  }

  /**
   * Finds out in the application's own way who the clients are; Parley's accounts don't count then.
   */
  public Parley signIn(SignIn ownSignIn) {
    this.signIn = ownSignIn;
    return this;
  }

  /**
   * Starts on this Vert.x instance, which stays the caller's to close, without a cluster.
   *
   * @return fails with what is wrong with the configuration, the database or the port, and then
   *     leaves nothing running
   */
  public Future<Parley> start(Vertx vertx) {
    return new ConfigLoader(vertx)
        .load(config)
        .compose(loaded -> startAlone(vertx, loaded))
        .map(this::started);
  }

  private Future<App> startAlone(Vertx vertx, ParleyConfig loaded) {
    return loaded.cluster().enabled()
        ? Future.failedFuture(
            new ConfigException(
                List.of("cluster.enabled: a node of a cluster joins it, with a Vert.x of its own")))
        : new App(vertx, loaded, Nodes.ALONE, signIn).start();
  }

  /**
   * Joins the cluster of those who use the same {@code database.url}, on a Vert.x instance of its
   * own. With {@code verticles.http} and {@code verticles.persistence} at 0 it is a service among
   * Parley's servers.
   */
  public Future<Parley> join() {
    node = new Node(signIn);
    return node.start(
            loader ->
                loader.load(
                    config.mergeIn(
                        new JsonObject().put("cluster", new JsonObject().put("enabled", true)),
                        true)))
        .map(this::started)
        .recover(error -> node.close().transform(closed -> Future.failedFuture(error)));
  }

  private Parley started(App started) {
    app = started;
    return this;
  }

  /** The Vert.x instance that it runs on: services are deployed there. */
  public Vertx vertx() {
    return app.vertx();
  }

  /** A client for one person, a bot say. */
  public ChatClient client(String username) {
    return new ChatClient(vertx(), username);
  }

  /** The port that it listens on for HTTP; to be asked only if it does. */
  public int port() {
    return app.port();
  }

  /** The port of the TCP bridge; to be asked only if that is enabled. */
  public int bridgePort() {
    return app.bridgePort();
  }

  /** Stops; whoever is connected is told to come back. */
  public Future<Void> stop() {
    if (app == null) {
      return Future.succeededFuture();
    }
    return app.stop().eventually(() -> node == null ? Future.succeededFuture() : node.close());
  }
}
