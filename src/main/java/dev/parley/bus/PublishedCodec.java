package dev.parley.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * The codec for what goes to every node: Vert.x encodes for each of them, this encodes once.
 * Whoever receives it sees the message itself. Safe for any thread.
 */
final class PublishedCodec implements MessageCodec<Published, BusMessage> {

  static final String NAME = "parley.published";

  private final MessageCodec<BusMessage, BusMessage> codec;

  PublishedCodec(MessageCodec<BusMessage, BusMessage> codec) {
    this.codec = codec;
  }

  @Override
  public void encodeToWire(Buffer buffer, Published published) {
    buffer.appendBytes(published.wire(this::encode));
  }

  private byte[] encode(BusMessage message) {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, message);
    return wire.getBytes();
  }

  @Override
  public BusMessage decodeFromWire(int position, Buffer buffer) {
    return codec.decodeFromWire(position, buffer);
  }

  @Override
  public BusMessage transform(Published published) {
    return published.message();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
