package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what happens in the shards in which somebody of this node has been. A clustered
 * registration takes about 20 ms: so it is made once for a shard and stays.
 */
final class ShardEvents {

  /** How long a registration may take before those who wait go on without it, in milliseconds. */
  static final long PATIENCE_MS = 1000;

  private static final Logger log = LoggerFactory.getLogger(ShardEvents.class);

  private final Map<Integer, Future<Void>> shards = new HashMap<>();
  private final Vertx vertx;
  private final Bus bus;
  private final Predicate<RoomId> wanted;
  private final Consumer<RoomEvent> handler;

  ShardEvents(Vertx vertx, Bus bus, Predicate<RoomId> wanted, Consumer<RoomEvent> handler) {
    this.vertx = vertx;
    this.bus = bus;
    this.wanted = wanted;
    this.handler = handler;
  }

  /**
   * Done when nothing that happens in the room from now on is missed, but by accident; or after
   * {@link #PATIENCE_MS}: while the cluster is cut, a registration takes long or fails. The cluster
   * sees to it that it is made in the end, and until then the log has what is missed.
   */
  Future<Void> follow(RoomId room) {
    return shards.computeIfAbsent(Addresses.shardOf(room), this::register);
  }

  private Future<Void> register(int shard) {
    Future<Void> registered =
        bus.listenEverywhere(shard, wanted, handler)
            .completion()
            .onFailure(error -> log.warn("shard_not_registered shard={}", shard, error))
            .otherwiseEmpty();
    return registered.isComplete()
        ? registered
        : Future.any(registered, vertx.timer(PATIENCE_MS, TimeUnit.MILLISECONDS)).mapEmpty();
  }
}
