package dev.parley.bench.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Cuts what a server sends into frames, wherever reads and fragments begin and end. What is read is
 * copied once into shared room and parsed there; only the beginning of an unfinished frame is kept.
 */
final class FrameParser {

  /** What frames come to; bytes are lent for the call. */
  interface Sink {
    void text(byte[] bytes, int from, int to);

    void ping(byte[] payload);

    void close(int code, String reason);
  }

  private static final int FINAL = 0x80;
  private static final int NO_CODE = 1005;
  private static final byte[] NOTHING = {};

  private final IntFunction<byte[]> scratch;
  private final Sink sink;
  private byte[] unfinished = NOTHING;
  private byte[] fragments = NOTHING;

  FrameParser(IntFunction<byte[]> scratch, Sink sink) {
    this.scratch = scratch;
    this.sink = sink;
  }

  /** Takes all that can be read. */
  void take(ByteBuf in) {
    int length = unfinished.length + in.readableBytes();
    byte[] bytes = scratch.apply(length);
    System.arraycopy(unfinished, 0, bytes, 0, unfinished.length);
    in.readBytes(bytes, unfinished.length, in.readableBytes());
    int at = 0;
    int next = frame(bytes, 0, length);
    while (next > at) {
      at = next;
      next = frame(bytes, at, length);
    }
    unfinished = at == length ? NOTHING : Arrays.copyOfRange(bytes, at, length);
  }

  /** Gives where the next frame begins, or the same place if this one is not complete. */
  private int frame(byte[] bytes, int at, int end) {
    if (end - at < 2) {
      return at;
    }
    int payload = at + 2;
    long length = bytes[at + 1] & 0x7F;
    if (length >= 126) {
      payload += length == 126 ? Short.BYTES : Long.BYTES;
      if (end < payload) {
        return at;
      }
      length = number(bytes, at + 2, payload);
    }
    if (end - payload < length) {
      return at;
    }
    int next = payload + Math.toIntExact(length);
    give(bytes[at], bytes, payload, next);
    return next;
  }

  private void give(int first, byte[] bytes, int from, int to) {
    boolean last = (first & FINAL) != 0;
    switch (first & 0x0F) {
      case 1, 2, 0 -> data(last, bytes, from, to);
      case 8 -> close(bytes, from, to);
      case 9 -> sink.ping(Arrays.copyOfRange(bytes, from, to));
      default -> {}
    }
  }

  private void data(boolean last, byte[] bytes, int from, int to) {
    if (last && fragments.length == 0) {
      sink.text(bytes, from, to);
      return;
    }
    int before = fragments.length;
    fragments = Arrays.copyOf(fragments, before + to - from);
    System.arraycopy(bytes, from, fragments, before, to - from);
    if (last) {
      byte[] whole = fragments;
      fragments = NOTHING;
      sink.text(whole, 0, whole.length);
    }
  }

  private void close(byte[] bytes, int from, int to) {
    int code = to - from < 2 ? NO_CODE : (int) number(bytes, from, from + 2);
    int reason = Math.min(to, from + 2);
    sink.close(code, new String(bytes, reason, to - reason, StandardCharsets.UTF_8));
  }

  private static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    return number;
  }
}
