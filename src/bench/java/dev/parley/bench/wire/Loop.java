package dev.parley.bench.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one thread that all connections of this program live on, so that it leaves the other cores to
 * what it measures. {@link #call} and {@link #close} are for other threads, the rest for this one.
 */
public final class Loop implements AutoCloseable {

  private static final int CALL_SECONDS = 60;
  private static final int CONNECT_MS = 20_000;
  private static final int FIRST_SCRATCH = 256 << 10;

  private final MultiThreadIoEventLoopGroup group;
  private final EventLoop thread;
  private final Bootstrap bootstrap;
  private final SslContext tls;
  private final URI server;
  private final long origin = System.nanoTime();
  private final List<Client> unflushed = new ArrayList<>();
  private byte[] scratch = new byte[FIRST_SCRATCH];

  /** Starts the thread; connections go to the host and port of this address. */
  public Loop(URI server) throws IOException {
    boolean epoll = Epoll.isAvailable();
    IoHandlerFactory events = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    this.server = server;
    this.tls = isSecure() ? SslContextBuilder.forClient().build() : null;
    this.group = new MultiThreadIoEventLoopGroup(1, events);
    this.thread = group.next();
    this.bootstrap =
        new Bootstrap()
            .group(group)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
            .remoteAddress(new InetSocketAddress(server.getHost(), port()));
  }

  /** Nanoseconds since this began; from any thread. */
  public long now() {
    return System.nanoTime() - origin;
  }

  /** Runs this on the loop and waits for what it gives. */
  public <T> T call(Callable<T> task) {
    try {
      return thread.submit(task).get(CALL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("the load generator is stuck", e);
    }
  }

  /** Runs this on the loop later. */
  public void schedule(Runnable task, long nanos) {
    thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** Connects a client and asks for the upgrade of this path. */
  public void connect(Client client, String path) {
    bootstrap
        .clone()
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (tls != null) {
                  channel
                      .pipeline()
                      .addLast(tls.newHandler(channel.alloc(), server.getHost(), port()));
                }
                channel.pipeline().addLast(client);
              }
            })
        .connect()
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                client.notConnected(connected.cause());
              }
            });
    client.upgradeTo(server.getRawAuthority(), path);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(CALL_SECONDS * 1000L);
  }

  /** Flushes this client at the end of the turn, after everything else that it writes. */
  void flushLater(Client client) {
    if (unflushed.isEmpty()) {
      thread.execute(this::flush);
    }
    unflushed.add(client);
  }

  /** Room to parse in, for the moment. */
  byte[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new byte[length * 2];
    }
    return scratch;
  }

  private void flush() {
    unflushed.forEach(Client::flush);
    unflushed.clear();
  }

  private boolean isSecure() {
    return "https".equals(server.getScheme());
  }

  private int port() {
    return server.getPort() >= 0 ? server.getPort() : isSecure() ? 443 : 80;
  }
}
