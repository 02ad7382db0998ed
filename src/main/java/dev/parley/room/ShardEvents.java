package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Listens to what happens in the shards in which somebody of this node has been. A clustered
 * registration takes about 20 ms: so it is made once for a shard and stays.
 */
final class ShardEvents {

  private final Map<Integer, Future<Void>> shards = new HashMap<>();
  private final Bus bus;
  private final Predicate<RoomId> wanted;
  private final Consumer<RoomEvent> handler;

  ShardEvents(Bus bus, Predicate<RoomId> wanted, Consumer<RoomEvent> handler) {
    this.bus = bus;
    this.wanted = wanted;
    this.handler = handler;
  }

  /** Done when nothing that happens in the room from now on is missed, but by accident. */
  Future<Void> follow(RoomId room) {
    int shard = Addresses.shardOf(room);
    Future<Void> following =
        shards.computeIfAbsent(shard, s -> bus.listenEverywhere(s, wanted, handler).completion());
    if (following.failed()) {
      shards.remove(shard, following);
    }
    return following;
  }
}
