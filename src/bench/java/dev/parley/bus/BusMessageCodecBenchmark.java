package dev.parley.bus;

import dev.parley.bench.SampleMessages;
import dev.parley.bus.RoomEvent.MessagesPosted;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a message costs on the wire between two nodes; on one node the codec does nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BusMessageCodecBenchmark {

  /** Characters of content. */
  @Param({"100", "8000"})
  public int length;

  private final BusMessageCodec codec = new BusMessageCodec();
  private BusMessage message;
  private Buffer wire;

  /** Encodes once, for what decodes. */
  @Setup
  public void encodeOnce() {
    message = new MessagesPosted(List.of(SampleMessages.message(7, length)));
    wire = encode();
    if (!decode().equals(message)) {
      throw new IllegalStateException("the codec changes messages");
    }
  }

  /** A record to bytes. */
  @Benchmark
  public Buffer encode() {
    Buffer buffer = Buffer.buffer(256);
    codec.encodeToWire(buffer, message);
    return buffer;
  }

  /** Bytes to a record. */
  @Benchmark
  public BusMessage decode() {
    return codec.decodeFromWire(0, wire);
  }
}
