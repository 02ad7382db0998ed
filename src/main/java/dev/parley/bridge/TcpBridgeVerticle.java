package dev.parley.bridge;

import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.PublicBus;
import dev.parley.http.Identity;
import dev.parley.http.ListenException;
import dev.parley.http.Residents;
import dev.parley.limit.AddressBlock;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The public addresses over plain TCP, in the protocol of Vert.x's TCP event bus bridge: each frame
 * is JSON behind its length in 4 bytes, big-endian.
 *
 * <p>That bridge itself takes a frame of whatever length a client announces, ends a connection on a
 * type that it doesn't know, and says of what it denies neither what nor why to whoever waits for
 * an answer. So the protocol is spoken here.
 */
public final class TcpBridgeVerticle extends VerticleBase {

  private final String host;
  private final int port;
  private final Bus bus;
  private final PublicBus publicBus;
  private final Ids ids;
  private final Clock clock;
  private final Identity identity;
  private final BridgeLimits limits;
  private final Set<TcpBridgeClient> clients = new HashSet<>();
  private NetServer server;

  /** Takes what it needs; the limits are those of the whole node. */
  public TcpBridgeVerticle(
      String host,
      int port,
      Bus bus,
      PublicBus publicBus,
      Ids ids,
      Clock clock,
      Identity identity,
      BridgeLimits limits) {
    this.host = host;
    this.port = port;
    this.publicBus = publicBus;
    this.ids = ids;
    this.bus = bus;
    this.clock = clock;
    this.identity = identity;
    this.limits = limits;
  }

  @Override
  public Future<?> start() {
    Residents residents = new Residents(vertx, bus, identity, clock);
    BridgeGate gate = new BridgeGate(publicBus, ids, identity, residents, limits.rates());
    NetServerOptions options =
        new NetServerOptions()
            .setHost(host)
            .setPort(port)
            .setTcpKeepAlive(true)
            .setReadIdleTimeout((int) limits.idle().toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    server = vertx.createNetServer(options).connectHandler(socket -> accept(socket, gate));
    return residents
        .listening()
        .compose(listening -> server.listen())
        .recover(error -> Future.failedFuture(new ListenException(host, port, error)));
  }

  private void accept(NetSocket socket, BridgeGate gate) {
    InetAddress address = address(socket);
    if (!limits.places().take(address)) {
      socket.close();
      return;
    }
    BridgeSession session =
        new BridgeSession(
            ids.connection(),
            MultiMap.caseInsensitiveMultiMap(),
            address,
            TcpBridgeClient.line(socket));
    TcpBridgeClient client = new TcpBridgeClient(socket, session, gate, publicBus, limits);
    clients.add(client);
    socket.closeHandler(
        closed -> {
          clients.remove(client);
          client.end();
          limits.places().release(address);
        });
    client.start();
  }

  /** Whoever has no address any more is taken for this machine. */
  private static InetAddress address(NetSocket socket) {
    return Optional.ofNullable(socket.remoteAddress())
        .map(SocketAddress::hostAddress)
        .flatMap(AddressBlock::address)
        .orElseGet(InetAddress::getLoopbackAddress);
  }

  /** The port that it listens on, which the system chose if it was to. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }
}
