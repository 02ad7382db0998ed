package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Message;
import dev.parley.bus.Seq;
import dev.parley.room.Timeline.Gap;
import dev.parley.testing.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever the bus does with events, loses, repeats, delays or turns round, and whenever the log is
 * asked: everybody is shown the same, in the order of the log, with nothing missing.
 */
class TimelinePropertyTest {

  /** What may happen next; {@code which} picks among what it can happen to. */
  record Step(Kind kind, int which) {}

  enum Kind {
    POST,
    POST_LOST,
    EDIT,
    DELIVER,
    DELIVER_TOGETHER,
    REPEAT,
    READ_HEAD,
    KNOW_HEAD,
    OPEN,
    ASK_LOG,
    ANSWER_LOG
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds = Arbitraries.of(Kind.class);
    Arbitrary<Integer> picks = Arbitraries.integers().between(0, 11);
    return Combinators.combine(kinds, picks).as(Step::new).list().ofMaxSize(120);
  }

  @Property(tries = 4000)
  void everybodyIsShownTheLog(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 1, max = 20) int maxHeld) {
    Run run = new Run(maxHeld);
    steps.forEach(run::take);
    run.comeToRest();
    assertThat(run.shownLatest()).isEqualTo(run.changedSinceHead());
    assertThat(run.timeline.last().value()).isEqualTo(run.position);
  }

  /** One room whose log grows while its events wander, and a timeline that follows it. */
  private static final class Run {
    private record Asked(Gap gap, List<Message> changes) {}

    private final Timeline timeline;
    private final TreeMap<Long, Message> log = new TreeMap<>();
    private final List<Message> onTheBus = new ArrayList<>();
    private final List<Message> delivered = new ArrayList<>();
    private final List<Message> shown = new ArrayList<>();
    private long position;
    private Seq head;
    private boolean open;
    private Asked asked;

    Run(int maxHeld) {
      timeline = new Timeline(maxHeld);
    }

    void take(Step step) {
      switch (step.kind()) {
        case POST -> onTheBus.add(post());
        case POST_LOST -> post();
        case EDIT -> edit(step.which());
        case DELIVER -> deliver(step.which(), 1);
        case DELIVER_TOGETHER -> deliver(step.which(), 3);
        case REPEAT -> repeat(step.which());
        case READ_HEAD -> head = head == null ? new Seq(position) : head;
        case KNOW_HEAD -> know(step.which());
        case OPEN -> open();
        case ASK_LOG -> ask();
        case ANSWER_LOG -> answer();
      }
    }

    private Message post() {
      Message message = Samples.message(++position);
      log.put(position, message);
      return message;
    }

    private void edit(int which) {
      if (!log.isEmpty()) {
        long seq = new ArrayList<>(log.keySet()).get(which % log.size());
        Message edited = Samples.edited(seq, ++position);
        log.put(seq, edited);
        onTheBus.add(edited);
      }
    }

    private void deliver(int which, int most) {
      if (!onTheBus.isEmpty()) {
        int from = which % onTheBus.size();
        List<Message> part = onTheBus.subList(from, Math.min(onTheBus.size(), from + most));
        List<Message> together = List.copyOf(part);
        part.clear();
        delivered.addAll(together);
        show(timeline.accept(together));
      }
    }

    private void repeat(int which) {
      if (!delivered.isEmpty()) {
        show(timeline.accept(List.of(delivered.get(which % delivered.size()))));
      }
    }

    /** Tells it the head, or what that was some changes ago. */
    private void know(int ago) {
      timeline.know(new Seq(Math.max(0, position - ago)));
    }

    private void open() {
      if (head != null && !open) {
        open = true;
        show(timeline.open(head));
      }
    }

    private void ask() {
      Optional<Gap> gap = timeline.gap();
      if (asked == null && gap.isPresent()) {
        asked = new Asked(gap.get(), changes(gap.get().after(), gap.get().upTo()));
      }
    }

    private void answer() {
      if (asked != null) {
        show(timeline.fill(asked.gap(), asked.changes()));
        asked = null;
      }
    }

    /** The last event is lost: nothing follows it, but the head in the log tells of it. */
    void comeToRest() {
      onTheBus.add(post());
      take(new Step(Kind.READ_HEAD, 0));
      post();
      open();
      while (!onTheBus.isEmpty()) {
        deliver(0, 1);
      }
      answer();
      know(0);
      while (timeline.gap().isPresent()) {
        ask();
        answer();
      }
    }

    private void show(List<Message> due) {
      assertThat(open || due.isEmpty()).as("nothing before it is open").isTrue();
      for (Message message : due) {
        if (!shown.isEmpty()) {
          assertThat(message.position()).isGreaterThan(shown.get(shown.size() - 1).position());
        }
        assertThat(message.position()).isGreaterThan(head).isLessThanOrEqualTo(timeline.last());
        shown.add(message);
      }
    }

    private List<Message> changes(Seq after, Seq upTo) {
      return log.values().stream()
          .filter(m -> m.position().compareTo(after) > 0 && m.position().compareTo(upTo) <= 0)
          .sorted(Comparator.comparing(Message::position))
          .toList();
    }

    Map<Long, Message> shownLatest() {
      Map<Long, Message> latest = new TreeMap<>();
      shown.forEach(message -> latest.put(message.seq().value(), message));
      return latest;
    }

    Map<Long, Message> changedSinceHead() {
      Map<Long, Message> changed = new TreeMap<>();
      changes(head, new Seq(position)).forEach(m -> changed.put(m.seq().value(), m));
      return changed;
    }
  }
}
