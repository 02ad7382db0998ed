package dev.parley.bridge;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/**
 * Ends the connection of a client that reads too slowly, with all that waits for it: an orderly end
 * would wait behind what it doesn't read.
 */
final class HardClose {

  private HardClose() {}

  static void of(NetSocket socket) {
    close(((NetSocketInternal) socket).channelHandlerContext());
  }

  static void of(HttpServerRequest request) {
    close(((HttpServerConnection) request.connection()).channelHandlerContext());
  }

  private static void close(ChannelHandlerContext context) {
    context.channel().close();
  }
}
