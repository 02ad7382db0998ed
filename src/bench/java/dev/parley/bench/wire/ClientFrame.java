package dev.parley.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The bytes of a frame as a client has to send it: final and masked (RFC 6455, section 5.2). */
final class ClientFrame {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PONG = 10;
  static final byte[] GOING_AWAY = {(byte) (1001 >> 8), (byte) 1001};

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int MAX_HEADER = 14;

  // masks protect proxies from pages that choose the bytes on the wire; a program that only talks
  // to its own rooms may take any
  private static final int MASK = 0x5A17C3E9;

  private ClientFrame() {}

  static ByteBuf of(ByteBufAllocator allocator, int opcode, byte[] payload) {
    int length = payload.length;
    ByteBuf frame = allocator.directBuffer(MAX_HEADER + length).writeByte(FINAL | opcode);
    if (length < 126) {
      frame.writeByte(MASKED | length);
    } else if (length <= 0xFFFF) {
      frame.writeByte(MASKED | 126).writeShort(length);
    } else {
      frame.writeByte(MASKED | 127).writeLong(length);
    }
    frame.writeInt(MASK);
    byte[] masked = new byte[length];
    for (int i = 0; i < length; i++) {
      masked[i] = (byte) (payload[i] ^ (MASK >>> (24 - 8 * (i & 3))));
    }
    return frame.writeBytes(masked);
  }
}
