package dev.parley.bus;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place in a room's log. Each durable change takes the next one, from 1, without a hole; 0 stands
 * before the first.
 */
public record Seq(@JsonValue long value) implements Comparable<Seq> {

  /** Before the first entry of a log. */
  public static final Seq START = new Seq(0);

  public Seq {
    if (value < 0) {
      throw new Failure(FailureCode.INVALID_PARAMETER, "A seq is a whole number from 0.");
    }
  }

  /** The place behind this one. */
  public Seq next() {
    return new Seq(value + 1);
  }

  @Override
  public int compareTo(Seq other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
