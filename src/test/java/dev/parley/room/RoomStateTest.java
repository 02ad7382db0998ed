package dev.parley.room;

import static dev.parley.testing.Samples.EPOCH;
import static dev.parley.testing.Samples.JANE;
import static dev.parley.testing.Samples.JOHN;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static dev.parley.testing.Samples.edited;
import static dev.parley.testing.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.Nodes;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.Seq;
import dev.parley.testing.FanoutTexts;
import dev.parley.testing.PlainFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomStateTest {
  private static final Duration TYPING = Duration.ofSeconds(3);

  private final List<FanoutEvent> told = new ArrayList<>();
  private final List<RoomEvent> announced = new ArrayList<>();
  private final AtomicLong stamps = new AtomicLong();
  private final RoomState room = newRoom();

  private RoomState newRoom() {
    return new RoomState(
        ROOM,
        Nodes.ALONE.self(),
        new RoomSettings(10, TYPING),
        new PlainFrames(),
        stamps::incrementAndGet,
        told::add,
        announced::add);
  }

  @BeforeEach
  void open() {
    room.open(new Seq(4), EPOCH);
  }

  @Test
  void whoComesFirstIsAnnouncedToEverybodyAndToldWhoIsHere() {
    Joined joined = room.join(JOHN, connection(1), NOON);
    assertThat(told).extracting(FanoutTexts::of).containsExactly("join John [John]");
    assertThat(joined)
        .as("its own join counts as seen")
        .isEqualTo(new Joined(3, new Seq(4), EPOCH, List.of(JOHN), NOON));
  }

  @Test
  void aSecondConnectionOfAPersonIsToldWhoIsHereAndNobodyElseIs() {
    room.join(JOHN, connection(1), NOON);
    room.join(JANE, connection(2), NOON);
    told.clear();
    Joined joined = room.join(JOHN, connection(3), NOON);
    assertThat(joined.online()).containsExactly(JOHN, JANE);
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
    assertThat(told).extracting(FanoutTexts::of).containsExactly("leave John [Jane]");
    assertThat(room.online()).containsExactly(JANE);
    assertThat(room.isEmpty()).isFalse();
  }

  @Test
  void typingGoesFromMembersToTheOthers() {
    room.type(JANE, NOON);
    assertThat(told).isEmpty();
    room.join(JANE, connection(1), NOON);
    told.clear();
    room.type(JANE, NOON);
    assertThat(told).hasSize(1);
    TellTyping typing = (TellTyping) told.get(0);
    assertThat(typing.person()).isEqualTo(JANE);
    assertThat(typing.frame()).hasToString("typing Jane");
  }

  @Test
  void typingIsPassedOnOnceInItsInterval() {
    room.join(JANE, connection(1), NOON);
    room.join(JOHN, connection(2), NOON);
    told.clear();
    room.type(JANE, NOON);
    room.type(JANE, NOON.plus(TYPING).minusMillis(1));
    room.type(JOHN, NOON.plusMillis(1));
    room.type(JANE, NOON.plus(TYPING));
    assertThat(told)
        .extracting(FanoutTexts::of)
        .containsExactly("typing Jane", "typing John", "typing Jane");
  }

  @Test
  void aMessageEndsTheTypingSoThatTheNextIsNews() {
    room.join(JOHN, connection(1), NOON);
    told.clear();
    room.type(JOHN, NOON);
    post(message(5));
    room.type(JOHN, NOON.plusMillis(1));
    assertThat(told)
        .extracting(FanoutTexts::of)
        .containsExactly("typing John", "message 5", "typing John");
  }

  @Test
  void messagesGoToEverybodyInOneEventForWhatCameTogether() {
    room.post(List.of(message(5), message(6)));
    assertThat(told)
        .containsExactly(
            new Deliver(
                1,
                List.of(
                    new PlainFrames().message(message(5)), new PlainFrames().message(message(6))),
                new Seq(6),
                true));
  }

  @Test
  void whatCameTogetherGoesOnInPiecesThatAnOutboxCanTake() {
    PlainFrames small = new PlainFrames();
    List<Message> commit = LongStream.rangeClosed(5, 24).mapToObj(RoomStateTest::large).toList();
    room.post(commit);
    assertThat(told).hasSizeGreaterThan(1);
    for (FanoutEvent event : told) {
      List<EncodedFrame> frames = ((Deliver) event).frames();
      int last = frames.get(frames.size() - 1).length();
      assertThat(frames.stream().mapToInt(EncodedFrame::length).sum() - last)
          .isLessThanOrEqualTo(Broadcast.MOST_BYTES);
    }
    assertThat(told.stream().flatMap(event -> ((Deliver) event).frames().stream()))
        .containsExactlyElementsOf(commit.stream().map(small::message).toList());
    assertThat(((Deliver) told.get(told.size() - 1)).upTo()).isEqualTo(new Seq(24));
  }

  private static Message large(long seq) {
    Message message = message(seq);
    return new Message(
        message.id(),
        message.room(),
        message.seq(),
        message.author(),
        new MessageContent("\uD83D\uDE00".repeat(MessageContent.MAX_LENGTH)),
        message.createdAt(),
        null);
  }

  @Test
  void everyEventHasTheNextStamp() {
    room.join(JOHN, connection(1), NOON);
    post(message(6));
    post(message(5));
    room.type(JOHN, NOON);
    room.leave(JOHN, connection(1), NOON);
    room.close();
    assertThat(told).extracting(FanoutEvent::stamp).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatARoomsLastStateSaidIsKnownToWhoeverJoinsItsNextOne() {
    room.join(JOHN, connection(1), NOON);
    room.leave(JOHN, connection(1), NOON);
    long lastWord = told.get(told.size() - 1).stamp();
    RoomState next = newRoom();
    next.open(new Seq(4), EPOCH);
    Joined joined = next.join(JANE, connection(2), NOON);
    assertThat(joined.stamp()).isGreaterThan(lastWord);
    next.type(JANE, NOON);
    assertThat(told.get(told.size() - 1).stamp()).isGreaterThan(joined.stamp());
  }

  @Test
  void aGapIsFilledInOrder() {
    post(message(7));
    assertThat(told).isEmpty();
    Timeline.Gap gap = room.gap().orElseThrow();
    room.fill(gap, List.of(message(5), message(6), message(7)));
    assertThat(told).extracting(FanoutTexts::of).containsExactly("message 5, message 6, message 7");
  }

  @Test
  void aChangeIsForTheFullProtocolOnly() {
    room.post(List.of(message(5), edited(5, 6), message(7)));
    assertThat(told)
        .extracting(FanoutTexts::of)
        .containsExactly("message 5", "message 5 edited", "message 7");
    assertThat(told)
        .extracting(event -> ((Deliver) event).plain())
        .containsExactly(true, false, true);
    assertThat(told)
        .extracting(event -> ((Deliver) event).upTo().value())
        .containsExactly(5L, 6L, 7L);
  }

  @Test
  void whoCountsIsToldWhereTheLogLeavesPlacesOut() {
    post(message(12));
    room.fill(room.gap().orElseThrow(), List.of(message(5), edited(1, 8), message(9)));
    assertThat(told)
        .extracting(FanoutTexts::of)
        .containsExactly(
            "message 5",
            "caught up 7",
            "message 1 edited",
            "message 9",
            "caught up 11",
            "message 12");
    assertThat(told)
        .extracting(event -> ((Deliver) event).plain())
        .containsExactly(true, false, false, true, false, true);
  }

  @Test
  void aRoomThatIsGoneSaysSoOnceAndMissesNothingMore() {
    room.join(JOHN, connection(1), NOON);
    post(message(9));
    assertThat(room.gap()).isPresent();
    room.close();
    assertThat(room.isGone()).isTrue();
    assertThat(room.gap()).isEmpty();
    assertThat(told.get(told.size() - 1)).isEqualTo(new CloseAll(stamps.get()));
  }

  private void post(Message message) {
    room.post(List.of(message));
  }
}
