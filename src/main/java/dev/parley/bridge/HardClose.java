package dev.parley.bridge;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Ends the connection of a client that reads too slowly, with all that waits for it: an orderly end
 * would wait behind what it doesn't read. On the connection's event loop only.
 */
final class HardClose {

  private HardClose() {}

  static void of(NetSocket socket) {
    close(((NetSocketInternal) socket).channelHandlerContext().channel());
  }

  static void of(HttpServerRequest request) {
    close(channel(request));
  }

  /** Whether the connection of a request takes no more for now, whatever it has become since. */
  static boolean isFull(HttpServerRequest request) {
    Channel channel = channel(request);
    return channel.isActive() && !channel.isWritable();
  }

  private static Channel channel(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
  }

  /** Below Vert.x, which would first write what waits. */
  private static void close(Channel channel) {
    if (channel.isActive()) {
      channel.pipeline().firstContext().close();
    }
  }
}
