package dev.parley.http;

import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Follows the requests of one connection, and closes it when one takes too long. Vert.x shows
 * requests only once their heads are whole, so this listens in Netty's pipeline: to the bytes
 * before they are decoded, and to what they became. It leaves when the connection becomes a
 * WebSocket.
 *
 * <p>Belongs to the connection's event loop.
 */
final class RequestWatch extends ChannelDuplexHandler {

  /** What Vert.x calls the first and the last handler of HTTP. */
  private static final String DECODER = "httpDecoder";

  private static final String VERTX = "handler";

  private final Channel channel;
  private final LongSupplier nowMs;
  private final Consumer<RequestWatch> upgraded;
  private final RequestProgress progress;
  private final Bytes bytes = new Bytes();
  private boolean saidSo;

  /**
   * Begins.
   *
   * @param nowMs a clock that only goes forward
   * @param upgraded told when there is nothing to watch any more
   */
  RequestWatch(Channel channel, LongSupplier nowMs, Consumer<RequestWatch> upgraded) {
    this.channel = channel;
    this.nowMs = nowMs;
    this.upgraded = upgraded;
    this.progress = new RequestProgress(nowMs.getAsLong());
    channel.pipeline().addBefore(DECODER, null, bytes);
    channel.pipeline().addBefore(VERTX, null, this);
  }

  private final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      progress.bytes(nowMs.getAsLong());
      context.fireChannelRead(message);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      progress.head(nowMs.getAsLong());
    }
    if (message instanceof LastHttpContent) {
      progress.end();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(message, promise);
    if (!(message instanceof HttpResponse response)) {
      if (message instanceof LastHttpContent) {
        progress.responseEnds();
      }
    } else if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      leave();
    } else if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      progress.responseBegins();
      if (message instanceof LastHttpContent) {
        progress.responseEnds();
      }
    }
  }

  private void leave() {
    channel.pipeline().remove(this);
    channel.pipeline().remove(bytes);
    upgraded.accept(this);
  }

  /** Closes the connection if it is late; with a word if there is anything to answer. */
  void closeIfLate(long now, long headerTimeoutMs, long requestTimeoutMs) {
    if (!channel.config().isAutoRead()) {
      progress.notRead(now);
    } else if (progress.isLate(now, headerTimeoutMs, requestTimeoutMs)) {
      // whoever doesn't even take the word is cut off the next time
      if (progress.canBeAnswered() && !saidSo) {
        saidSo = true;
        byte[] words = Problem.lastWords(new Failure(FailureCode.REQUEST_TIMEOUT)).getBytes();
        channel
            .pipeline()
            .context(bytes)
            .writeAndFlush(Unpooled.wrappedBuffer(words))
            .addListener(ChannelFutureListener.CLOSE);
      } else {
        channel.close();
      }
    }
  }
}
