package dev.parley.testing;

import static dev.parley.testing.Futures.await;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;

/** Listens on one address and hands every connection on to another. */
public final class Relay {

  private final NetClient client;
  private final String host;
  private final int port;

  private Relay(Vertx vertx, String host, int port) {
    this.client = vertx.createNetClient();
    this.host = host;
    this.port = port;
  }

  /**
   * Listens on a free port of this address until Vert.x is closed, and gives the port.
   *
   * @param host where it hands connections on to
   * @param port on which port there
   */
  public static int listen(Vertx vertx, String address, String host, int port) {
    Relay relay = new Relay(vertx, host, port);
    return await(vertx.createNetServer().connectHandler(relay::relay).listen(0, address))
        .actualPort();
  }

  private void relay(NetSocket caller) {
    caller.pause();
    client
        .connect(port, host)
        .onSuccess(
            called -> {
              called.pipeTo(caller);
              caller.pipeTo(called);
            })
        .onFailure(error -> caller.close());
  }
}
