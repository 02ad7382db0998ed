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

  private static final String ROOM = "\"room_id\":\"01920000-0000-7000-8000-000000000001\",";

  /** What a client may send. */
  public enum Sent {
    PLAIN_MESSAGE_100(FrameReader.ofPlain(), message("", 100)),
    MESSAGE_100(FrameReader.ofFull(), message(ROOM, 100)),
    MESSAGE_8000(FrameReader.ofFull(), message(ROOM, 8000)),
    TYPING(FrameReader.ofFull(), "{" + ROOM + "\"type\":\"typing\"}"),
    BROKEN(FrameReader.ofFull(), "{\"type\":\"message\"," + ROOM + "\"content\":\"Hello");

    private final FrameReader reader;
    private final String text;

    Sent(FrameReader reader, String text) {
      this.reader = reader;
      this.text = text;
    }

    private static String message(String room, int length) {
      String content = SampleMessages.text(length);
      return "{\"type\":\"message\","
          + room
          + "\"content\":\""
          + content
          + "\",\"nonce\":\"k3J_-9xQ\"}";
    }
  }

  /** The frame. */
  @Param public Sent sent;

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
    return sent.reader.read(sent.text);
  }
}
