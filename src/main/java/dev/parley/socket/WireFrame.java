package dev.parley.socket;

import dev.parley.bus.EncodedFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The bytes of a WebSocket text frame as they go over the wire from a server: final, not masked
 * (RFC 6455, section 5.2).
 */
final class WireFrame {

  private static final int FINAL_TEXT = 0x81;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;
  private static final int MAX_HEADER = 10;

  private WireFrame() {}

  /** Makes the wire form for as long as it is used, once. */
  static void lend(EncodedFrame frame, Consumer<ByteBuf> use) {
    ByteBuf wire = of(frame, PooledByteBufAllocator.DEFAULT);
    try {
      use.accept(wire);
    } finally {
      wire.release();
    }
  }

  /** Makes the wire form of several frames, one behind the other, for as long as it is used. */
  static void lend(List<EncodedFrame> frames, Consumer<ByteBuf> use) {
    int bytes = 0;
    for (EncodedFrame frame : frames) {
      bytes += MAX_HEADER + frame.length();
    }
    ByteBuf wire = PooledByteBufAllocator.DEFAULT.directBuffer(bytes);
    try {
      frames.forEach(frame -> append(wire, frame));
      use.accept(wire);
    } finally {
      wire.release();
    }
  }

  /** Puts the header before the JSON. The caller releases the buffer. */
  static ByteBuf of(EncodedFrame frame, ByteBufAllocator allocator) {
    return append(allocator.directBuffer(MAX_HEADER + frame.length()), frame);
  }

  private static ByteBuf append(ByteBuf wire, EncodedFrame frame) {
    int length = frame.length();
    wire.writeByte(FINAL_TEXT);
    if (length < TWO_BYTE_LENGTH) {
      wire.writeByte(length);
    } else if (length <= 0xFFFF) {
      wire.writeByte(TWO_BYTE_LENGTH).writeShort(length);
    } else {
      wire.writeByte(EIGHT_BYTE_LENGTH).writeLong(length);
    }
    return wire.writeBytes(frame.json());
  }
}
