package dev.parley.room;

import dev.parley.bench.SampleMessages;
import dev.parley.bus.Message;
import dev.parley.bus.Seq;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What putting one event of a room into order costs, by how they come. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TimelineBenchmark {

  /** How the events of a room may come. */
  public enum Arrival {
    IN_ORDER {
      @Override
      void rearrange(List<Message> events) {}
    },
    PAIRS_SWAPPED {
      @Override
      void rearrange(List<Message> events) {
        for (int i = 0; i + 1 < events.size(); i += 2) {
          Collections.swap(events, i, i + 1);
        }
      }
    },
    ALL_TWICE {
      @Override
      void rearrange(List<Message> events) {
        events.addAll(List.copyOf(events));
      }
    },
    FIRST_ONE_LAST {
      @Override
      void rearrange(List<Message> events) {
        Collections.rotate(events, -1);
      }
    };

    abstract void rearrange(List<Message> events);
  }

  private static final int EVENTS = 500;

  /** How they come. */
  @Param public Arrival arrival;

  /** How many come together, of one commit. */
  @Param({"1", "20"})
  public int batch;

  private List<List<Message>> batches;

  /** Makes the events once. */
  @Setup
  public void arrange() {
    List<Message> events = new ArrayList<>(SampleMessages.messages(EVENTS));
    arrival.rearrange(events);
    batches = new ArrayList<>();
    for (int i = 0; i < events.size(); i += batch) {
      batches.add(List.copyOf(events.subList(i, i + batch)));
    }
    if (deliver() != EVENTS) {
      throw new IllegalStateException("the timeline does not hand on what it takes");
    }
  }

  /** From the opening of the room to the last event. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int deliver() {
    Timeline timeline = new Timeline(EVENTS);
    timeline.open(new Seq(0));
    int due = 0;
    for (List<Message> together : batches) {
      due += timeline.accept(together).size();
    }
    return due;
  }
}
