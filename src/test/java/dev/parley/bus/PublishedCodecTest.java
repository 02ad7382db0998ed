package dev.parley.bus;

import static dev.parley.testing.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.RoomEvent.MessagesPosted;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublishedCodecTest {
  private static final MessagesPosted EVENT = new MessagesPosted(List.of(message(1), message(2)));

  private final AtomicInteger encodings = new AtomicInteger();
  private final PublishedCodec codec = new PublishedCodec(new Counting());

  /** Parley's codec, counted. */
  private final class Counting implements MessageCodec<BusMessage, BusMessage> {
    private final BusMessageCodec codec = new BusMessageCodec();

    @Override
    public void encodeToWire(Buffer buffer, BusMessage message) {
      encodings.incrementAndGet();
      codec.encodeToWire(buffer, message);
    }

    @Override
    public BusMessage decodeFromWire(int position, Buffer buffer) {
      return codec.decodeFromWire(position, buffer);
    }

    @Override
    public BusMessage transform(BusMessage message) {
      return codec.transform(message);
    }

    @Override
    public String name() {
      return codec.name();
    }

    @Override
    public byte systemCodecID() {
      return codec.systemCodecID();
    }
  }

  @Test
  void forThreeNodesItIsEncodedOnce() {
    Published published = new Published(EVENT);
    for (int node = 0; node < 3; node++) {
      // what Vert.x writes first differs from node to node
      Buffer wire = Buffer.buffer("before ".repeat(node));
      int position = wire.length();
      codec.encodeToWire(wire, published);
      wire.appendString("behind");
      assertThat(codec.decodeFromWire(position, wire)).isEqualTo(EVENT);
    }
    assertThat(encodings).hasValue(1);
  }

  @Test
  void onOneNodeItIsTheSameInstanceAndNotEncoded() {
    assertThat(codec.transform(new Published(EVENT))).isSameAs(EVENT);
    assertThat(encodings).hasValue(0);
  }
}
