package dev.parley.room;

import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.NodeId;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomEvent.PresenceChanged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What one node knows of another, whatever gets lost or comes twice in between. */
class AttendancePropertyTest {
  private static final NodeId THERE = new NodeId("there");
  private static final int PEOPLE = 5;

  /**
   * The other node: people come and go, and now and then the whole room is dropped and made anew.
   */
  private static final class Other {
    final List<PresenceChanged> told = new ArrayList<>();
    private long versions;
    private Attendance attendance = fresh();

    private Attendance fresh() {
      return new Attendance(
          () -> ++versions,
          (person, here, before, version) ->
              told.add(new PresenceChanged(ROOM, THERE, before, version, person, here)));
    }

    void step(Random random) {
      PersonName person = new PersonName("Person " + random.nextInt(PEOPLE));
      if (attendance.here().includes(person)) {
        attendance.exit(person, connection(1));
      } else {
        attendance.enter(person, connection(1));
      }
      if (attendance.here().isEmpty()) {
        attendance = fresh();
      }
    }
  }

  @Property(tries = 2000)
  void inTheEndBothAgree(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int steps) {
    Random random = new Random(seed);
    Other other = new Other();
    Attendance here = new Attendance(() -> 1, (person, isHere, before, version) -> {});
    for (int i = 0; i < steps; i++) {
      other.step(random);
      deliver(other, here, random);
    }
    long version = other.attendance.here().isEmpty() ? 0 : other.attendance.version();
    if (!here.agrees(THERE, version)) {
      ask(other, here);
    }
    assertThat(people(here)).isEqualTo(people(other.attendance));
    here.keep(Set.of());
    assertThat(people(here)).isEmpty();
  }

  /** What was told comes, or doesn't, or comes twice; what misses something is asked for. */
  private static void deliver(Other other, Attendance here, Random random) {
    for (PresenceChanged change : other.told) {
      for (int times = random.nextInt(3); times > 0; times--) {
        if (here.misses(change)) {
          ask(other, here);
        }
        here.take(change);
      }
    }
    other.told.clear();
  }

  private static void ask(Other other, Attendance here) {
    here.take(THERE, other.attendance.version(), other.attendance.here().online());
  }

  private static Set<PersonName> people(Attendance attendance) {
    return new HashSet<>(attendance.everywhere().online());
  }
}
