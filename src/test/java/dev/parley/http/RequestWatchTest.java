package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pipeline is as Vert.x builds it, with another end. */
class RequestWatchTest {
  private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
  private static final long TIMEOUT_MS = 100;

  private final AtomicLong now = new AtomicLong();
  private final AtomicBoolean stuck = new AtomicBoolean();
  private final List<RequestWatch> upgraded = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final RequestWatch watch = watch();

  private RequestWatch watch() {
    channel.pipeline().addLast("network", new Network());
    channel.pipeline().addLast("httpDecoder", new HttpRequestDecoder());
    channel.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
    channel.pipeline().addLast("handler", new ChannelDuplexHandler());
    return new RequestWatch(channel, now::get, upgraded::add);
  }

  /** Takes nothing more when the client doesn't read. */
  private final class Network extends ChannelDuplexHandler {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (!stuck.get()) {
        context.write(message, promise);
      }
    }
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  @Test
  void whoIsLateIsToldAndClosed() {
    read(HEAD);
    passATimeout();
    assertThat(written())
        .startsWith("HTTP/1.1 408 Request Timeout\r\n")
        .contains("Connection: clo");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whoDoesNotTakeTheWordIsCutOffTheNextTime() {
    read(HEAD);
    stuck.set(true);
    passATimeout();
    assertThat(channel.isOpen()).isTrue();
    watch.closeIfLate(now.get(), TIMEOUT_MS, TIMEOUT_MS);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whileTheServerDoesNotReadNobodyIsLate() {
    read(HEAD);
    channel.config().setAutoRead(false);
    passATimeout();
    channel.config().setAutoRead(true);
    watch.closeIfLate(now.get(), TIMEOUT_MS, TIMEOUT_MS);
    assertThat(channel.isOpen()).isTrue();
    passATimeout();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAnswerThatHasBegunIsNotMixedWithAnother() {
    read(HEAD);
    channel.writeOutbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND));
    passATimeout();
    assertThat(written()).startsWith("HTTP/1.1 404 ").doesNotContain("408");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void anAnswerInPartsIsOneAnswer() {
    read(HEAD + "12345");
    channel.writeOutbound(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK),
        LastHttpContent.EMPTY_LAST_CONTENT);
    read("GET");
    passATimeout();
    assertThat(written()).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 408 ");
  }

  @Test
  void theWordToGoOnIsNoAnswer() {
    read(HEAD);
    channel.writeOutbound(response(HttpResponseStatus.CONTINUE));
    passATimeout();
    assertThat(written()).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 408 ");
  }

  @Test
  void aConnectionThatIsUpgradedIsLeftAlone() {
    read("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    List<String> before = List.of("network", "httpDecoder", "httpEncoder", "handler");
    assertThat(channel.pipeline().names()).hasSizeGreaterThan(before.size() + 1);
    channel.writeOutbound(response(HttpResponseStatus.SWITCHING_PROTOCOLS));
    assertThat(written()).startsWith("HTTP/1.1 101 ");
    assertThat(upgraded).containsExactly(watch);
    // the last is the tail, which is Netty's own
    assertThat(channel.pipeline().names()).startsWith(before.toArray(String[]::new)).hasSize(5);
  }

  private static DefaultFullHttpResponse response(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
  }

  private void passATimeout() {
    now.addAndGet(TIMEOUT_MS);
    watch.closeIfLate(now.get(), TIMEOUT_MS, TIMEOUT_MS);
  }

  private void read(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private String written() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      all.append(next.toString(StandardCharsets.US_ASCII));
      next.release();
    }
    return all.toString();
  }
}
