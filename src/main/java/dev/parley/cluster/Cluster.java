package dev.parley.cluster;

import dev.parley.bus.NodeId;
import dev.parley.bus.Nodes;
import dev.parley.persistence.PostgresDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.jgroups.util.DefaultSocketFactory;
import org.jgroups.util.SocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node's place in the cluster. Safe for any thread. */
@Listener(sync = false)
public final class Cluster implements Nodes {

  private static final Logger log = LoggerFactory.getLogger(Cluster.class);
  private static final String PROTOCOL_FIELD = "protocol";
  private static final int JOIN_SECONDS = 50;

  /** How often it is seen to that the bus's registrations are whole. */
  private static final long REPAIR_MS = 3000;

  private final DefaultCacheManager caches;
  private final Registrations registrations;
  private final Vertx vertx;
  private final NodeId self;
  private final AtomicBoolean repairing = new AtomicBoolean();
  private volatile List<NodeId> others;
  private volatile Consumer<List<NodeId>> listener = nodes -> {};

  private Cluster(DefaultCacheManager caches, Registrations registrations, Vertx vertx) {
    this.caches = caches;
    this.registrations = registrations;
    this.vertx = vertx;
    this.self = new NodeId(caches.getNodeAddress());
    this.others = nodes();
  }

  /**
   * Joins the cluster of those who use the same database, which is brought up to date first.
   * Blocks, for a minute at most.
   *
   * @throws ClusterException with a sentence for whoever started the server
   */
  public static Cluster join(
      PostgresDatabase database, ClusterSettings settings, VertxOptions options) {
    database.prepare(); // nodes find each other in a table of the schema
    try {
      return database.inTurn(() -> enter(database, settings, options));
    } catch (ClusterException e) {
      throw e;
    } catch (Exception e) {
      throw new ClusterException("The cluster can't be joined: " + e.getMessage(), e);
    }
  }

  private static Cluster enter(
      PostgresDatabase database, ClusterSettings settings, VertxOptions options) throws Exception {
    InetAddress address = OwnAddress.of(settings.host());
    Encryption encryption = settings.tls() == null ? null : new Encryption(settings.tls());
    SocketFactory sockets = encryption == null ? new DefaultSocketFactory() : encryption.sockets();
    DefaultCacheManager caches =
        Membership.join(database.plain(), address, settings.port(), sockets);
    try {
      Registrations registrations = new Registrations(caches);
      options.setEventBusOptions(busOptions(address, settings, encryption));
      Vertx vertx =
          await(Vertx.builder().with(options).withClusterManager(registrations).buildClustered());
      Cluster cluster = new Cluster(caches, registrations, vertx);
      try {
        requireSameProtocol(registrations, cluster.others());
      } catch (Exception e) {
        await(vertx.close());
        throw e;
      }
      caches.addListener(cluster);
      cluster.others = cluster.nodes(); // who left before it listened
      vertx.setPeriodic(REPAIR_MS, timer -> cluster.repair());
      log.info("cluster_joined node={} others={}", cluster.self, cluster.others);
      return cluster;
    } catch (Exception e) {
      Membership.close(caches);
      throw e;
    }
  }

  private static EventBusOptions busOptions(
      InetAddress address, ClusterSettings settings, Encryption encryption) {
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(address.getHostAddress())
            .setPort(settings.busPort())
            .setClusterNodeMetadata(new JsonObject().put(PROTOCOL_FIELD, Protocol.spoken()));
    if (encryption != null) {
      encryption.encrypt(bus);
    }
    return bus;
  }

  private static void requireSameProtocol(ClusterManager manager, List<NodeId> others)
      throws Exception {
    for (NodeId node : others) {
      NodeInfo info = await(Future.future(found -> manager.getNodeInfo(node.value(), found)));
      Integer protocol =
          info.metadata() == null ? null : info.metadata().getInteger(PROTOCOL_FIELD);
      if (protocol == null || protocol != Protocol.spoken()) {
        throw new ClusterException(
            "The cluster can't be joined: its nodes speak protocol "
                + protocol
                + ", this one speaks "
                + Protocol.spoken()
                + ". Stop them first.",
            null);
      }
    }
  }

  /** The Vert.x of this node. */
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public List<NodeId> others() {
    return others;
  }

  @Override
  public void listen(Consumer<List<NodeId>> changed) {
    listener = changed;
  }

  /** For Infinispan: nodes have come or gone. */
  @ViewChanged
  @Merged
  public void changed(ViewChangedEvent event) {
    others = nodes();
    log.info("cluster_changed node={} others={} merged={}", self, others, event.isMergeView());
    registrations.nodesChanged();
    listener.accept(others);
  }

  private void repair() {
    if (repairing.compareAndSet(false, true)) {
      vertx
          .executeBlocking(
              () -> {
                registrations.repair();
                return null;
              })
          .onFailure(error -> log.warn("bus_not_repaired", error))
          .onComplete(ended -> repairing.set(false));
    }
  }

  private List<NodeId> nodes() {
    return caches.getTransport().getMembers().stream()
        .map(address -> new NodeId(address.toString()))
        .filter(node -> !node.equals(self))
        .toList();
  }

  /** Leaves; to be called after Vert.x is closed. Blocks. */
  public void leave() {
    Membership.close(caches);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(JOIN_SECONDS, TimeUnit.SECONDS);
  }
}
