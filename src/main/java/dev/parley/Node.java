package dev.parley;

import dev.parley.bus.Nodes;
import dev.parley.cluster.Cluster;
import dev.parley.cluster.ClusterSettings;
import dev.parley.cluster.ClusterTls;
import dev.parley.config.ConfigLoader;
import dev.parley.config.ParleyConfig;
import dev.parley.http.SignIn;
import dev.parley.persistence.PostgresDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** One server of this process: its Vert.x, alone or in a cluster, and the {@link App} on it. */
final class Node {

  /** Reads the configuration, and is the server's own unless it is in a cluster. */
  private final Vertx vertx = Vertx.vertx(options());

  private final AtomicReference<Cluster> cluster = new AtomicReference<>();
  private final SignIn signIn;

  /**
   * Not started yet.
   *
   * @param signIn finds out who the clients are; null for Parley's own accounts
   */
  Node(SignIn signIn) {
    this.signIn = signIn;
  }

  private static VertxOptions options() {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setEventLoopPoolSize(Listeners.eventLoops());
  }

  /** Starts a server with its configuration. */
  Future<App> start(Function<ConfigLoader, Future<ParleyConfig>> loading) {
    return loading
        .apply(new ConfigLoader(vertx))
        .compose(config -> config.cluster().enabled() ? join(config) : alone(config));
  }

  private Future<App> alone(ParleyConfig config) {
    return new App(vertx, config, Nodes.ALONE, signIn).start();
  }

  private Future<App> join(ParleyConfig config) {
    // on a thread of no Vert.x: what makes a second one shall not be part of the first
    CompletableFuture<Cluster> joining =
        CompletableFuture.supplyAsync(
            () ->
                Cluster.join(new PostgresDatabase(App.login(config)), settings(config), options()));
    return Future.fromCompletionStage(joining, vertx.getOrCreateContext())
        .recover(error -> Future.failedFuture(cause(error)))
        .onSuccess(cluster::set)
        .compose(joined -> new App(joined.vertx(), config, joined, signIn).start());
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static ClusterSettings settings(ParleyConfig config) {
    ParleyConfig.Cluster cluster = config.cluster();
    ClusterTls tls =
        cluster.isEncrypted()
            ? new ClusterTls(cluster.tlsCertificate(), cluster.tlsKey(), cluster.tlsAuthority())
            : null;
    return new ClusterSettings(cluster.host(), cluster.port(), cluster.busPort(), tls);
  }

  /** Leaves the cluster, if it is in one, and ends all threads. */
  Future<Void> close() {
    Cluster joined = cluster.get();
    if (joined == null) {
      return vertx.close();
    }
    joined.listen(others -> {}); // who is there doesn't matter to this node any more
    return joined
        .vertx()
        .close()
        .eventually(
            () ->
                vertx.executeBlocking(
                    () -> {
                      joined.leave();
                      return null;
                    }))
        .eventually(vertx::close);
  }
}
