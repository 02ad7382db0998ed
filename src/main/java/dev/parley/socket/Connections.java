package dev.parley.socket;

import dev.parley.bus.Bus;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Ids;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The live connections of one HTTP verticle, and what they share: the bus, the fan-out, the
 * flushes, the heartbeat's timer.
 *
 * <p>Belongs to the verticle's event loop.
 */
final class Connections {

  private static final long SHORTEST_BEAT_MS = 10;

  private final Bus bus;
  private final Ids ids;
  private final SocketLimits limits;
  private final FrameWriter writer;
  private final ConnectionCount count;
  private final FrameReader reader = new FrameReader();
  private final Fanout fanout;
  private final FlushCycle flushes;
  private final Map<Connection, InetAddress> open = new HashMap<>();
  private boolean closing;

  Connections(
      Vertx vertx,
      Context context,
      Bus bus,
      Ids ids,
      SocketLimits limits,
      FrameWriter writer,
      ConnectionCount count) {
    this.bus = bus;
    this.ids = ids;
    this.limits = limits;
    this.writer = writer;
    this.count = count;
    this.fanout = new Fanout(bus);
    this.flushes = new FlushCycle(context);
    vertx.setPeriodic(beatMs(limits), timer -> beat());
  }

  /**
   * Four times in the shorter of the two spans, so that neither is overrun by more than a quarter.
   */
  private static long beatMs(SocketLimits limits) {
    long shorter = Math.min(limits.pingInterval().toMillis(), limits.pongTimeout().toMillis());
    return Math.max(SHORTEST_BEAT_MS, shorter / 4);
  }

  /** Opens one that has a place, which is this address's. */
  void add(RoomId room, PersonName person, ServerWebSocket socket, InetAddress address) {
    ConnectionId id = ids.connection();
    Connection connection = new Connection(id, room, person, socket, this);
    open.put(connection, address);
    connection.open();
  }

  void remove(Connection connection) {
    InetAddress address = open.remove(connection);
    if (address != null) {
      count.release(address);
    }
  }

  /** Whether no more can be added. */
  boolean isClosing() {
    return closing;
  }

  /** Ends them all, and takes no more; done when the sockets are closed. */
  Future<Void> close() {
    closing = true;
    return Future.join(
            List.copyOf(open.keySet()).stream().map(each -> each.close(CloseCode.RESTART)).toList())
        .mapEmpty();
  }

  private void beat() {
    List.copyOf(open.keySet()).forEach(Connection::beat);
  }

  Bus bus() {
    return bus;
  }

  SocketLimits limits() {
    return limits;
  }

  FrameReader reader() {
    return reader;
  }

  FrameWriter writer() {
    return writer;
  }

  Fanout fanout() {
    return fanout;
  }

  FlushCycle flushes() {
    return flushes;
  }

  /** A clock that only goes forward, in milliseconds. */
  long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
