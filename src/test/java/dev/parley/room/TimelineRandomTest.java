package dev.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Message;
import dev.parley.bus.Seq;
import dev.parley.room.Timeline.Gap;
import dev.parley.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bus does, everybody sees the log: thousands of seeded runs. */
class TimelineRandomTest {
  private static final int RUNS = 4000;

  @Test
  void whateverIsLostRepeatedOrLateTheSequenceIsThatOfTheLog() {
    for (int seed = 0; seed < RUNS; seed++) {
      new Run(seed).play();
    }
  }

  /** One room whose log grows while its events wander, and a timeline that follows it. */
  private static final class Run {
    private record Page(Gap gap, List<Message> messages, boolean complete) {}

    private final Random random;
    private final String name;
    private final List<Message> log = new ArrayList<>();
    private final List<Message> onTheBus = new ArrayList<>();
    private final List<Message> shown = new ArrayList<>();
    private final Timeline timeline;
    private final int pageSize;
    private final int length;
    private final double loss;
    private final boolean holes;
    private long seq;
    private Seq headRead;
    private boolean open;
    private Page pageRead;

    Run(int seed) {
      random = new Random(seed);
      int maxHeld = 1 + random.nextInt(30);
      pageSize = 1 + random.nextInt(30);
      length = 1 + random.nextInt(80);
      loss = random.nextInt(4) / 5.0;
      holes = random.nextBoolean();
      timeline = new Timeline(maxHeld);
      name = "seed " + seed + ", maxHeld " + maxHeld + ", pageSize " + pageSize;
    }

    void play() {
      while (log.size() < length) {
        switch (random.nextInt(6)) {
          case 0, 1 -> commit();
          case 2 -> deliver();
          case 3 -> readHead();
          case 4 -> open();
          default -> fill();
        }
        assertThat(shown).as(name).isEqualTo(due().subList(0, shown.size()));
      }
      comeToRest();
      assertThat(shown).as(name).isEqualTo(due());
    }

    /** The last event does come: of one that nothing follows, nobody could know that it is lost. */
    private void comeToRest() {
      readHead();
      open();
      onTheBus.add(log.get(log.size() - 1));
      while (!onTheBus.isEmpty()) {
        deliver();
      }
      while (timeline.gap().isPresent()) {
        fill();
      }
    }

    private void commit() {
      seq += holes && random.nextInt(5) == 0 ? 2 : 1;
      Message message = Samples.message(seq);
      log.add(message);
      if (random.nextDouble() >= loss) {
        onTheBus.add(message);
      }
    }

    private void deliver() {
      if (!onTheBus.isEmpty()) {
        Message next = onTheBus.get(random.nextInt(Math.min(8, onTheBus.size())));
        if (random.nextInt(10) > 0) {
          onTheBus.remove(next);
        }
        shown.addAll(timeline.accept(next));
      }
    }

    private void readHead() {
      if (headRead == null && (random.nextInt(4) == 0 || log.size() == length)) {
        headRead = new Seq(seq);
      }
    }

    private void open() {
      if (headRead != null && !open) {
        open = true;
        shown.addAll(timeline.open(headRead));
      }
    }

    /** Asks the log at one time, and has the answer at a later one. */
    private void fill() {
      Optional<Gap> gap = timeline.gap();
      if (pageRead != null) {
        Page page = pageRead;
        pageRead = null;
        shown.addAll(timeline.fill(page.gap(), page.messages(), page.complete()));
      } else if (gap.isPresent()) {
        List<Message> missing =
            log.stream().filter(m -> m.seq().compareTo(gap.get().after()) > 0).toList();
        List<Message> page = missing.subList(0, Math.min(pageSize, missing.size()));
        pageRead = new Page(gap.get(), page, page.size() == missing.size());
      }
    }

    private List<Message> due() {
      return headRead == null
          ? List.of()
          : log.stream().filter(m -> m.seq().compareTo(headRead) > 0).toList();
    }
  }
}
