package dev.parley.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;

/**
 * What is written to one socket. Frames come encoded, and go below Vert.x and below Netty's frame
 * encoder straight to the channel, where they wait for one flush per socket and event-loop tick:
 * about a tenth of the CPU of {@code writeTextMessage}, which encodes and flushes for each socket
 * and frame.
 *
 * <p>Bounded by {@code limits.outbox-bytes}. Vert.x does not see this path and so can't say when a
 * socket is full; the channel's own count of bytes does. Belongs to the socket's event loop.
 */
final class Outbox implements FlushCycle.Flushable {

  /**
   * Where Netty's handshaker puts its frame encoder; what is written from there passes the handlers
   * below it, TLS say.
   */
  private static final String FRAME_ENCODER = "wsencoder";

  /** What Vert.x leaves in the pipeline at the upgrade, by its names for them. */
  private static final List<String> HANDLERS_OF_HTTP = List.of("idle", "chunkedWriter");

  /** What became of a write. */
  enum Outcome {
    /** It is on its way. */
    WRITTEN,
    /** It was left out: it was ephemeral and the socket is behind, or the socket is gone. */
    LEFT_OUT,
    /** The socket is so far behind that it has to go. */
    FULL
  }

  private final ChannelHandlerContext encoder;
  private final Channel channel;
  private final FlushCycle flushes;
  private final long maxBytes;
  private boolean dirty;

  Outbox(ServerWebSocket socket, FlushCycle flushes, long maxBytes) {
    this.channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    dropHandlersOfHttp(channel.pipeline());
    this.encoder = channel.pipeline().context(FRAME_ENCODER);
    this.flushes = flushes;
    this.maxBytes = maxBytes;
  }

  /**
   * The heartbeat tells who is idle better than a handler that looks at each write; and nothing is
   * sent in chunks any more.
   */
  private static void dropHandlersOfHttp(ChannelPipeline pipeline) {
    for (String name : HANDLERS_OF_HTTP) {
      if (pipeline.get(name) != null) {
        pipeline.remove(name);
      }
    }
  }

  /**
   * Writes a frame, and takes a share of the buffer of its own.
   *
   * @param ephemeral whether it may be left out
   */
  Outcome write(ByteBuf frame, boolean ephemeral) {
    if (!channel.isActive()) {
      return Outcome.LEFT_OUT; // the close handler is on its way
    }
    // what may be left out leaves half of the room to what may not
    long room = ephemeral ? maxBytes / 2 : maxBytes;
    if (overflows(frame, room)) {
      flush(); // what was written in this tick has not had the chance to go
    }
    if (overflows(frame, room)) {
      return ephemeral ? Outcome.LEFT_OUT : Outcome.FULL;
    }
    encoder.write(frame.retainedDuplicate(), encoder.voidPromise());
    if (!dirty) {
      dirty = true;
      flushes.add(this);
    }
    return Outcome.WRITTEN;
  }

  /** Done when everything that is written by now has gone to the operating system. */
  Future<Void> drained() {
    Promise<Void> gone = Promise.promise();
    encoder
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                gone.complete();
              } else {
                gone.fail(written.cause());
              }
            });
    return gone.future();
  }

  /** Hands what was written to the operating system. */
  @Override
  public void flush() {
    dirty = false;
    encoder.flush();
  }

  /** One frame always has room, however large it is: the list of everybody in a crowd, say. */
  private boolean overflows(ByteBuf frame, long room) {
    long pending = pendingBytes();
    return pending > 0 && pending + frame.readableBytes() > room;
  }

  /** Cuts the connection if it is still there, and forgets what waits for the client. */
  void abort() {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      encoder.close(); // below Vert.x, which would first write what waits
    }
  }

  /** Whether the client is keeping up with what is written. */
  boolean isWritable() {
    return channel.isWritable();
  }

  /** How many bytes wait for the client to take them. */
  long pendingBytes() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }
}
