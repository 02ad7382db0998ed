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
    count(audit.lost(), "deliveries were lost");
    count(audit.doubled(), "deliveries came twice");
    count(audit.misordered(), "deliveries came out of order");
    count(audit.gaps(), "places in the rooms' logs were jumped over");
    when(audit.received() == 0, "Nothing was delivered at all.");
    return this;
  }

  /**
   * Everything that was sent has to be answered; {@code inTime} if it was before the drain ended.
   */
  public Verdict answers(long unacknowledged, boolean inTime, long drainSeconds) {
    count(unacknowledged, "messages got no answer");
    when(!inTime, "Not everything had come " + drainSeconds + " s after the last message.");
    return this;
  }

  /** Connections have to stay. */
  public Verdict connections(Map<String, Long> endings) {
    endings.forEach((how, count) -> count(count, "connections " + how));
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
    when(count > 0, "%,d %s.".formatted(count, what));
  }
}
