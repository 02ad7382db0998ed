package dev.parley.http;

import dev.parley.limit.Capacity;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The TCP connections of one HTTP verticle. There are no more on this node than {@code
 * limits.http-connections}, and those that take too long over a request are closed: one timer looks
 * through all of them, and is late by a quarter of the shorter time-out at most.
 *
 * <p>Belongs to the verticle's event loop.
 */
final class ClientConnections {

  private static final long SHORTEST_SWEEP_MS = 10;

  private final Capacity capacity;
  private final long headerTimeoutMs;
  private final long requestTimeoutMs;

  /** Those that speak HTTP; who has become a socket is no longer among them. */
  private final Set<RequestWatch> open = new HashSet<>();

  ClientConnections(Vertx vertx, HttpLimits limits) {
    this.capacity = limits.connections();
    this.headerTimeoutMs = limits.headerTimeout().toMillis();
    this.requestTimeoutMs = limits.requestTimeout().toMillis();
    long sweepMs = Math.min(headerTimeoutMs, requestTimeoutMs) / 4;
    vertx.setPeriodic(Math.max(SHORTEST_SWEEP_MS, sweepMs), timer -> sweep());
  }

  /** Watches a new connection, or closes it. */
  void accept(HttpConnection connection) {
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    if (!capacity.take()) {
      channel.close();
      return;
    }
    RequestWatch watch = new RequestWatch(channel, ClientConnections::nowMs, open::remove);
    open.add(watch);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              open.remove(watch);
              capacity.release();
            });
  }

  private void sweep() {
    long now = nowMs();
    for (RequestWatch each : List.copyOf(open)) {
      each.closeIfLate(now, headerTimeoutMs, requestTimeoutMs);
    }
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
