package dev.parley.room;

import static dev.parley.testing.Samples.EPOCH;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.Nodes;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Turnout;
import dev.parley.testing.PlainFrames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coming and going where so many are that each name to everybody would be too much. */
class CrowdTest {
  private final List<FanoutEvent> told = new ArrayList<>();
  private final List<Turnout> turnouts = new ArrayList<>();
  private final AtomicLong stamps = new AtomicLong();
  private final PlainFrames frames = new PlainFrames();
  private final RoomState room =
      new RoomState(
          ROOM,
          Nodes.ALONE.self(),
          new RoomSettings(10, Duration.ZERO),
          new Recording(),
          stamps::incrementAndGet,
          told::add,
          announced -> {});

  @BeforeEach
  void open() {
    room.open(Seq.START, EPOCH);
  }

  @Test
  void upToAHundredEverybodyIsToldAtOnceWithAllTheNames() {
    come(1, 100);
    assertThat(told).hasSize(100);
    assertThat(turnouts.get(99).online()).hasSize(100);
    assertThat(room.newsDueIn()).isEmpty();
  }

  @Test
  void beyondItTheNewsIsGathered() {
    come(1, 100);
    told.clear();
    come(101, 150);
    go(3);
    assertThat(told).isEmpty();
    assertThat(room.newsDueIn()).isPresent();
    room.tellNews(NOON);
    assertThat(told).hasSize(1);
    Turnout turnout = turnouts.get(turnouts.size() - 1);
    assertThat(turnout.joined()).hasSize(50).startsWith(person(101));
    assertThat(turnout.left()).containsExactly(person(3));
    assertThat(turnout.count()).isEqualTo(149);
    assertThat(turnout.online()).isNull();
    assertThat(room.newsDueIn()).isEmpty();
  }

  @Test
  void thePlainFrameSaysTheLastChangeAndEverybodyWhoIsHere() {
    come(1, 102);
    room.tellNews(NOON);
    TellPresence joined = (TellPresence) told.get(told.size() - 1);
    assertThat(joined.plain().toString()).startsWith("join p102 [p1, ").endsWith("p102]");
    assertThat(joined.came()).isEqualTo(person(102));
    go(7);
    room.tellNews(NOON);
    TellPresence left = (TellPresence) told.get(told.size() - 1);
    assertThat(left.plain().toString()).startsWith("leave p7 ").doesNotContain("p7,");
    assertThat(left.came()).isNull();
  }

  @Test
  void whoCameAndWentAgainIsSaidToHaveGone() {
    come(1, 101);
    room.tellNews(NOON);
    Joined between = room.join(person(200), connection(200), NOON);
    go(200);
    assertThat(between.online()).contains(person(200));
    room.tellNews(NOON);
    // who joined in between has the name in their list
    assertThat(turnouts.get(turnouts.size() - 1).left()).containsExactly(person(200));
  }

  @Test
  void aNewcomerHasTheWholeListWhateverWasTold() {
    come(1, 120);
    assertThat(room.join(person(121), connection(121), NOON).online()).hasSize(121);
  }

  @Test
  void theMoreThereAreTheLongerItIsGathered() {
    come(1, 101);
    Duration few = room.newsDueIn().orElseThrow();
    come(102, 2000);
    assertThat(room.newsDueIn().orElseThrow()).isGreaterThan(few);
  }

  @Test
  void whatWasGatheredIsToldWhenTheCrowdIsNoneAnyMore() {
    come(1, 101);
    told.clear();
    go(50);
    Turnout turnout = turnouts.get(turnouts.size() - 1);
    assertThat(turnout.joined()).containsExactly(person(101));
    assertThat(turnout.left()).containsExactly(person(50));
    assertThat(turnout.online()).hasSize(100);
    assertThat(room.newsDueIn()).isEmpty();
  }

  @Test
  void aRoomThatIsGoneTellsNobodyAnyMore() {
    come(1, 101);
    room.close();
    told.clear();
    room.tellNews(NOON);
    assertThat(told).isEmpty();
    assertThat(room.newsDueIn()).isEmpty();
  }

  private void come(int first, int last) {
    for (int number = first; number <= last; number++) {
      room.join(person(number), connection(number), NOON);
    }
  }

  private void go(int number) {
    room.leave(person(number), connection(number), NOON);
  }

  private static PersonName person(int number) {
    return new PersonName("p" + number);
  }

  /** Remembers what the full protocol's frames are made of. */
  private final class Recording implements dev.parley.bus.FrameEncoder {
    @Override
    public EncodedFrame presence(RoomId in, Turnout turnout, Instant at) {
      turnouts.add(turnout);
      return frames.presence(in, turnout, at);
    }

    @Override
    public EncodedFrame message(dev.parley.bus.Message message) {
      return frames.message(message);
    }

    @Override
    public EncodedFrame caughtUp(RoomId in, Seq to) {
      return frames.caughtUp(in, to);
    }

    @Override
    public EncodedFrame join(PersonName who, List<PersonName> online, Instant at) {
      return frames.join(who, online, at);
    }

    @Override
    public EncodedFrame leave(PersonName who, List<PersonName> online, Instant at) {
      return frames.leave(who, online, at);
    }

    @Override
    public EncodedFrame typing(RoomId in, PersonName who) {
      return frames.typing(in, who);
    }
  }
}
