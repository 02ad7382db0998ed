package dev.parley.socket;

import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.Stores;
import dev.parley.http.Caller;
import dev.parley.http.Residents;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The live connections of one HTTP verticle, and what they share: the bus, the fan-out, the
 * flushes, the heartbeat's timer.
 *
 * <p>Belongs to the verticle's event loop.
 */
final class Connections {

  private static final long SHORTEST_BEAT_MS = 10;

  private final Vertx vertx;
  private final Bus bus;
  private final Ids ids;
  private final SocketLimits limits;
  private final FrameWriter frames;
  private final AnswerWriter answers;
  private final Paces paces;
  private final Clock clock;
  private final ConnectionCount count;
  private final FrameReader plainReader = FrameReader.ofPlain();
  private final FrameReader fullReader = FrameReader.ofFull();
  private final Residents residents;
  private final Stores stores;
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
      FrameWriter frames,
      Paces paces,
      Clock clock,
      ConnectionCount count,
      Residents residents,
      Stores stores) {
    this.stores = stores;
    this.residents = residents;
    this.vertx = vertx;
    this.bus = bus;
    this.ids = ids;
    this.limits = limits;
    this.frames = frames;
    this.answers = new AnswerWriter(limits);
    this.paces = paces;
    this.clock = clock;
    this.count = count;
    this.fanout = new Fanout(bus);
    this.flushes = new FlushCycle(vertx, context, System::nanoTime);
    vertx.setPeriodic(beatMs(limits), timer -> beat());
  }

  /**
   * Four times in the shorter of the two spans, so that neither is overrun by more than a quarter.
   */
  private static long beatMs(SocketLimits limits) {
    long shorter = Math.min(limits.pingInterval().toMillis(), limits.pongTimeout().toMillis());
    return Math.max(SHORTEST_BEAT_MS, shorter / 4);
  }

  /**
   * Opens a connection that speaks this protocol and has a place, which is this address's.
   *
   * @param changesBefore those of the {@link #residents()} when it was asked who it is
   */
  void add(
      Caller caller,
      long changesBefore,
      ServerWebSocket socket,
      InetAddress address,
      Function<Connection, Protocol> protocol) {
    Connection connection = new Connection(ids.connection(), caller, socket, this, protocol);
    open.put(connection, address);
    connection.open();
    if (open.containsKey(connection)) {
      residents.add(connection, changesBefore);
    }
  }

  void remove(Connection connection) {
    InetAddress address = open.remove(connection);
    if (address != null) {
      residents.remove(connection);
      count.release(address);
    }
  }

  /** Whether no more can be added. */
  boolean isClosing() {
    return closing;
  }

  /**
   * Takes no more, and ends them all when what they have posted is committed; done when the sockets
   * are closed.
   */
  Future<Void> close() {
    closing = true;
    return Future.join(
            List.copyOf(open.keySet()).stream().map(each -> each.drain(CloseCode.RESTART)).toList())
        .eventually(residents::close)
        .mapEmpty();
  }

  private void beat() {
    List.copyOf(open.keySet()).forEach(Connection::beat);
  }

  /** Does something after a while, in milliseconds. */
  void later(long delayMs, Runnable work) {
    vertx.setTimer(delayMs, timer -> work.run());
  }

  Bus bus() {
    return bus;
  }

  SocketLimits limits() {
    return limits;
  }

  FrameReader plainReader() {
    return plainReader;
  }

  FrameReader fullReader() {
    return fullReader;
  }

  /** Writes what everybody in a room gets. */
  FrameWriter frames() {
    return frames;
  }

  /** Writes what one socket is answered. */
  AnswerWriter answers() {
    return answers;
  }

  Paces paces() {
    return paces;
  }

  /** The time, as fine as it is shown. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** What is stored. */
  Stores stores() {
    return stores;
  }

  /** Who is here. */
  Residents residents() {
    return residents;
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
