package dev.parley.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest implements FrameParser.Sink {
  private static final int TEXT = 0x81;
  private static final int FIRST_FRAGMENT = 0x01;
  private static final int FRAGMENT = 0x00;
  private static final int LAST_FRAGMENT = 0x80;
  private static final int CLOSE = 0x88;
  private static final int PING = 0x89;

  private final List<String> events = new ArrayList<>();
  private final byte[] scratch = new byte[1 << 20];
  private final FrameParser parser = new FrameParser(length -> scratch, this);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
  void aFrameOfAnyLengthComesWhole(int length) {
    String text = "x".repeat(length);
    parser.take(Unpooled.wrappedBuffer(frame(TEXT, text), frame(TEXT, "next")));
    assertThat(events).containsExactly("text " + text, "text next");
  }

  @Test
  void whereReadsEndDoesNotMatter() {
    String text = "é".repeat(100);
    ByteBuf all =
        Unpooled.wrappedBuffer(
            frame(TEXT, text), frame(PING, "?"), frame(TEXT, "y".repeat(70_000)));
    List<String> expected = List.of("text " + text, "ping ?", "text " + "y".repeat(70_000));
    for (int first = 0; first < 230; first++) {
      for (int second = first; second < 230; second += 7) {
        events.clear();
        parser.take(all.slice(0, first));
        parser.take(all.slice(first, second - first));
        parser.take(all.slice(second, all.readableBytes() - second));
        assertThat(events).as("%d %d", first, second).isEqualTo(expected);
      }
    }
  }

  @Test
  void byteByByteIsTheSame() {
    byte[] bytes = frame(TEXT, "z".repeat(300));
    for (byte each : bytes) {
      parser.take(Unpooled.wrappedBuffer(new byte[] {each}));
    }
    assertThat(events).containsExactly("text " + "z".repeat(300));
  }

  @Test
  void fragmentsAreOneTextEvenWithAPingBetween() {
    parser.take(
        Unpooled.wrappedBuffer(
            frame(FIRST_FRAGMENT, "one "),
            frame(PING, "?"),
            frame(FRAGMENT, "two "),
            frame(LAST_FRAGMENT, "three"),
            frame(TEXT, "next")));
    assertThat(events).containsExactly("ping ?", "text one two three", "text next");
  }

  @Test
  void aCloseHasItsCodeAndItsReason() {
    parser.take(Unpooled.wrappedBuffer(frame(CLOSE, "\u000f\u0021too slow")));
    parser.take(Unpooled.wrappedBuffer(frame(CLOSE, "")));
    assertThat(events).containsExactly("close 3873 too slow", "close 1005 ");
  }

  @Override
  public void text(byte[] bytes, int from, int to) {
    events.add("text " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  @Override
  public void ping(byte[] payload) {
    events.add("ping " + new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public void close(int code, String reason) {
    events.add("close " + code + " " + reason);
  }

  private static byte[] frame(int first, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    ByteBuf frame = Unpooled.buffer().writeByte(first);
    if (bytes.length < 126) {
      frame.writeByte(bytes.length);
    } else if (bytes.length < 1 << 16) {
      frame.writeByte(126).writeShort(bytes.length);
    } else {
      frame.writeByte(127).writeLong(bytes.length);
    }
    frame.writeBytes(bytes);
    byte[] all = new byte[frame.readableBytes()];
    frame.readBytes(all);
    return all;
  }
}
