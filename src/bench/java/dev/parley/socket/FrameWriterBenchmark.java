package dev.parley.socket;

import dev.parley.bench.SampleMessages;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
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

/** What making a message's frame costs: once per message, however many people are in the room. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameWriterBenchmark {

  /** Characters of content. */
  @Param({"100", "8000"})
  public int length;

  private final FrameWriter writer = new FrameWriter(Duration.ofSeconds(3));
  private Message message;
  private EncodedFrame frame;

  /** Makes the message once. */
  @Setup
  public void prepare() {
    message = SampleMessages.message(7, length);
    frame = json();
  }

  /** A message to JSON. */
  @Benchmark
  public EncodedFrame json() {
    return writer.message(message);
  }

  /** JSON to the bytes of a WebSocket frame. */
  @Benchmark
  public int wire() {
    ByteBuf wire = WireFrame.of(frame, PooledByteBufAllocator.DEFAULT);
    int bytes = wire.readableBytes();
    wire.release();
    return bytes;
  }
}
