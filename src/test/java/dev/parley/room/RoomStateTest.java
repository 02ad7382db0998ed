package dev.parley.room;

import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Seq;
import dev.parley.testing.PlainFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomStateTest {
  private final List<FanoutEvent> told = new ArrayList<>();
  private final AtomicLong stamps = new AtomicLong();
  private final RoomState room =
      new RoomState(10, new PlainFrames(), stamps::incrementAndGet, told::add);

  @BeforeEach
  void open() {
    room.open(new Seq(4));
  }

  @Test
  void whoComesFirstIsAnnouncedToEverybodyAndHasTheFrameAsAnswer() {
    Joined joined = room.join(JOHN, connection(1), NOON);
    assertThat(joined.frame()).hasToString("join John [John]");
    assertThat(told).containsExactly(new Deliver(1, joined.frame(), null, null));
    assertThat(joined.stamp()).as("its own join counts as seen").isEqualTo(2);
  }

  @Test
  void aSecondConnectionOfAPersonIsToldWhoIsHereAndNobodyElseIs() {
    room.join(JOHN, connection(1), NOON);
    room.join(JANE, connection(2), NOON);
    told.clear();
    Joined joined = room.join(JOHN, connection(3), NOON);
    assertThat(joined.frame()).hasToString("join John [John, Jane]");
    assertThat(joined.stamp()).as("above all before it").isEqualTo(stamps.get());
    assertThat(told).isEmpty();
  }

  @Test
  void onlyTheLastConnectionToGoIsAnnounced() {
    room.join(JOHN, connection(1), NOON);
    room.join(JOHN, connection(2), NOON);
    room.join(JANE, connection(3), NOON);
    told.clear();
    room.leave(JOHN, connection(1), NOON);
    room.leave(JOHN, connection(9), NOON);
    assertThat(told).isEmpty();
    room.leave(JOHN, connection(2), NOON);
    assertThat(told).extracting(RoomStateTest::text).containsExactly("leave John [Jane]");
    assertThat(room.online()).containsExactly(JANE);
    assertThat(room.isEmpty()).isFalse();
  }

  @Test
  void typingGoesFromMembersToTheOthers() {
    room.type(JANE);
    assertThat(told).isEmpty();
    room.join(JANE, connection(1), NOON);
    told.clear();
    room.type(JANE);
    assertThat(told).hasSize(1);
    Deliver deliver = (Deliver) told.get(0);
    assertThat(deliver.except()).isEqualTo(JANE);
    assertThat(deliver.frame()).hasToString("typing Jane");
  }

  @Test
  void messagesGoToEverybodyAndAreNeverLeftOut() {
    room.post(message(5));
    Deliver deliver = (Deliver) told.get(0);
    assertThat(deliver.frame()).hasToString("message 5");
    assertThat(deliver.except()).isNull();
    assertThat(deliver.ephemeral()).isFalse();
    assertThat(deliver.seq()).isEqualTo(new Seq(5));
  }

  @Test
  void comingGoingAndTypingMayBeLeftOut() {
    room.join(JOHN, connection(1), NOON);
    room.type(JOHN);
    room.leave(JOHN, connection(1), NOON);
    assertThat(told).hasSize(3).allMatch(event -> ((Deliver) event).ephemeral());
  }

  @Test
  void everyEventHasTheNextStamp() {
    room.join(JOHN, connection(1), NOON);
    room.post(message(6));
    room.post(message(5));
    room.type(JOHN);
    room.leave(JOHN, connection(1), NOON);
    room.close();
    assertThat(told).extracting(FanoutEvent::stamp).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatARoomsLastStateSaidIsKnownToWhoeverJoinsItsNextOne() {
    room.join(JOHN, connection(1), NOON);
    room.leave(JOHN, connection(1), NOON);
    long lastWord = told.get(told.size() - 1).stamp();
    RoomState next = new RoomState(10, new PlainFrames(), stamps::incrementAndGet, told::add);
    Joined joined = next.join(JANE, connection(2), NOON);
    assertThat(joined.stamp()).isGreaterThan(lastWord);
    next.type(JANE);
    assertThat(told.get(told.size() - 1).stamp()).isGreaterThan(joined.stamp());
  }

  @Test
  void aGapIsFilledInOrder() {
    room.post(message(7));
    assertThat(told).isEmpty();
    Timeline.Gap gap = room.gap().orElseThrow();
    room.fill(gap, List.of(message(5), message(6), message(7)), true);
    assertThat(told)
        .extracting(RoomStateTest::text)
        .containsExactly("message 5", "message 6", "message 7");
  }

  @Test
  void aRoomThatIsGoneSaysSoOnceAndMissesNothingMore() {
    room.join(JOHN, connection(1), NOON);
    room.post(message(9));
    assertThat(room.gap()).isPresent();
    room.close();
    assertThat(room.isGone()).isTrue();
    assertThat(room.gap()).isEmpty();
    assertThat(told.get(told.size() - 1)).isEqualTo(new CloseAll(stamps.get()));
  }

  private static String text(FanoutEvent event) {
    return ((Deliver) event).frame().toString();
  }
}
