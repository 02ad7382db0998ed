package dev.parley.bench.report;

import dev.parley.bench.audit.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what is wrong with a run, in sentences; nothing if it was clean. */
public final class Verdict {

  private final List<String> problems = new ArrayList<>();

  /** Everything has to come once and in order. */
  public Verdict delivery(Tally audit) {
    count(audit.lost(), "Lost deliveries");
    count(audit.doubled(), "Deliveries that came twice");
    count(audit.misordered(), "Deliveries out of order");
    count(audit.gaps(), "Places in the rooms' logs that were jumped over");
    when(audit.received() == 0, "Nothing was delivered at all.");
    return this;
  }

  /**
   * Everything that was sent has to be answered; {@code inTime} if it was before the drain ended.
   */
  public Verdict answers(long unacknowledged, boolean inTime, long drainSeconds) {
    count(unacknowledged, "Messages without an answer");
    when(!inTime, "Not everything had come " + drainSeconds + " s after the last message.");
    return this;
  }

  /** Connections have to stay. */
  public Verdict connections(Map<String, Long> endings) {
    endings.forEach((how, count) -> count(count, "Connections " + how));
    return this;
  }

  /** Who comes back has to get what was missed. */
  public Verdict recovery(long notRecovered) {
    count(
        notRecovered,
        "Returns that the server could not make whole, perhaps since more than limits.recovery"
            + " messages were missed (then a lower --rate, more --rooms or a shorter --away help)");
    return this;
  }

  /** More sentences. */
  public Verdict all(List<String> sentences) {
    problems.addAll(sentences);
    return this;
  }

  /** Anything else. */
  public Verdict when(boolean wrong, String sentence) {
    if (wrong) {
      problems.add(sentence);
    }
    return this;
  }

  /** The sentences. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  private void count(long count, String what) {
    when(count > 0, "%s: %,d.".formatted(what, count));
  }
}
