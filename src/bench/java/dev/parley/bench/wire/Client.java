package dev.parley.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket connection, made of no more than the load needs: thousands of them have to fit one
 * thread beside the server they load. Belongs to the {@link Loop}'s thread, as all of its calls to
 * the listener do.
 */
public final class Client extends ChannelInboundHandlerAdapter implements FrameParser.Sink {

  /** What happens to a connection. */
  public interface Listener {
    /** It is open. */
    void opened();

    /** A text came; the bytes are lent for this call. */
    void text(byte[] bytes, int from, int to);

    /** It did not come to be, or is over; said once, and not if this side ended it. */
    void ended(Ending ending);
  }

  private static final int MAX_HEAD = 16 << 10;
  private static final String REQUEST =
      """
      GET %s HTTP/1.1\r
      Host: %s\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final Loop loop;
  private final Listener listener;
  private final FrameParser frames;
  private String request;
  private ChannelHandlerContext context;
  private ByteArrayOutputStream head = new ByteArrayOutputStream();
  private boolean dirty;
  private boolean over;

  /** A connection that is yet to be made, with {@link Loop#connect}. */
  public Client(Loop loop, Listener listener) {
    this.loop = loop;
    this.listener = listener;
    this.frames = new FrameParser(loop::scratch, this);
  }

  /** Sends a text frame, with all that is sent in this turn of the loop. */
  public void send(byte[] text) {
    write(ClientFrame.of(context.alloc(), ClientFrame.TEXT, text));
  }

  /** Whether the server reads fast enough for more. */
  public boolean isWritable() {
    return !over && context != null && context.channel().isWritable();
  }

  /** Says goodbye and closes. */
  public void leave() {
    over = true;
    if (context != null) {
      write(ClientFrame.of(context.alloc(), ClientFrame.CLOSE, ClientFrame.GOING_AWAY));
      flush();
      context.close();
    }
  }

  /** Breaks off without a word, with a TCP reset. */
  public void cut() {
    over = true;
    if (context != null) {
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      context.close();
    }
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    if (!over) {
      listener.text(bytes, from, to);
    }
  }

  @Override
  public void ping(byte[] payload) {
    write(ClientFrame.of(context.alloc(), ClientFrame.PONG, payload));
  }

  @Override
  public void close(int code, String reason) {
    end(new Ending(Ending.Kind.CLOSED, code, reason));
  }

  void upgradeTo(String host, String path) {
    request = REQUEST.formatted(path, host);
  }

  void notConnected(Throwable cause) {
    end(new Ending(Ending.Kind.NOT_CONNECTED, 0, cause.getMessage()));
  }

  void flush() {
    dirty = false;
    context.flush();
  }

  @Override
  public void channelActive(ChannelHandlerContext active) {
    context = active;
    byte[] bytes = request.getBytes(StandardCharsets.ISO_8859_1);
    active.writeAndFlush(active.alloc().directBuffer(bytes.length).writeBytes(bytes));
  }

  @Override
  public void channelRead(ChannelHandlerContext ignored, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (head != null) {
        readHead(in);
      }
      if (head == null && !over) {
        frames.take(in);
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ignored) {
    end(new Ending(Ending.Kind.CLOSED, Ending.CUT, "the connection broke off"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
    end(new Ending(Ending.Kind.CLOSED, Ending.CUT, String.valueOf(cause.getMessage())));
  }

  private void readHead(ByteBuf in) {
    String text = "";
    while (in.isReadable() && !text.endsWith("\r\n\r\n") && head.size() < MAX_HEAD) {
      byte next = in.readByte();
      head.write(next);
      text = next == '\n' ? head.toString(StandardCharsets.ISO_8859_1) : "";
    }
    if (text.startsWith("HTTP/1.1 101 ")) {
      head = null;
      listener.opened();
    } else if (text.endsWith("\r\n\r\n")) {
      int status = Integer.parseInt(text.substring(9, 12));
      end(new Ending(Ending.Kind.REFUSED, status, in.toString(StandardCharsets.UTF_8)));
    }
  }

  private void write(ByteBuf frame) {
    context.write(frame, context.voidPromise());
    if (!dirty) {
      dirty = true;
      loop.flushLater(this);
    }
  }

  private void end(Ending ending) {
    if (!over) {
      over = true;
      listener.ended(ending);
      if (context != null) {
        context.close();
      }
    }
  }
}
