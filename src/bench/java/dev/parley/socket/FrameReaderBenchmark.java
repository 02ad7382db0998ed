package dev.parley.socket;

import dev.parley.bench.SampleMessages;
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

/** What reading a client's frame costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameReaderBenchmark {

  /** What a client may send. */
  public enum Sent {
    TYPING("{\"type\":\"typing\",\"content\":\"typing\"}"),
    MESSAGE_100(message(100)),
    MESSAGE_8000(message(8000)),
    BROKEN("{\"type\":\"message\",\"content\":\"Hello");

    private final String text;

    Sent(String text) {
      this.text = text;
    }

    private static String message(int length) {
      return "{\"type\":\"message\",\"content\":\""
          + SampleMessages.text(length)
          + "\",\"nonce\":\"k3J_-9xQ\"}";
    }
  }

  /** The frame. */
  @Param public Sent sent;

  private final FrameReader reader = new FrameReader();

  /** Makes sure that the frames are what they are called. */
  @Setup
  public void check() {
    if ((read().failure() != null) != (sent == Sent.BROKEN)) {
      throw new IllegalStateException(sent + " is read as " + read());
    }
  }

  /** Text to a frame, or to why it is none. */
  @Benchmark
  public FrameReader.Result read() {
    return reader.read(sent.text);
  }
}
