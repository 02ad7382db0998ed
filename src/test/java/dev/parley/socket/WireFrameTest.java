package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.EncodedFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFrameTest {
  /** RFC 6455, section 5.2: the shortest form of the length that fits, and no mask. */
  @ParameterizedTest
  @CsvSource({
    "0,8100",
    "1,8101",
    "125,817d",
    "126,817e007e",
    "127,817e007f",
    "65535,817effff",
    "65536,817f0000000000010000",
    "70000,817f0000000000011170"
  })
  void theHeaderSaysHowLongTheTextIs(int length, String header) {
    byte[] json = new byte[length];
    new Random(length).nextBytes(json);
    ByteBuf wire = WireFrame.of(new EncodedFrame(json), UnpooledByteBufAllocator.DEFAULT);
    try {
      byte[] head = new byte[header.length() / 2];
      byte[] body = new byte[length];
      assertThat(wire.readableBytes()).isEqualTo(head.length + length);
      wire.readBytes(head).readBytes(body);
      assertThat(HexFormat.of().formatHex(head)).isEqualTo(header);
      assertThat(body).isEqualTo(json);
    } finally {
      assertThat(wire.release()).as("the only owner").isTrue();
    }
  }
}
