package dev.parley.room;

import static dev.parley.testing.Samples.edited;
import static dev.parley.testing.Samples.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Message;
import dev.parley.bus.Seq;
import dev.parley.room.Timeline.Gap;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline timeline = new Timeline(10);

  @Test
  void whatComesInOrderGoesOnAtOnce() {
    timeline.open(Seq.START);
    assertThat(timeline.accept(log(1, 1))).isEqualTo(log(1, 1));
    assertThat(timeline.accept(log(2, 2))).isEqualTo(log(2, 2));
    assertThat(timeline.gap()).isEmpty();
  }

  @Test
  void whatComesTooEarlyWaitsForWhatIsBeforeIt() {
    timeline.open(new Seq(4));
    assertThat(timeline.accept(log(7, 7))).isEmpty();
    assertThat(timeline.accept(log(6, 6))).isEmpty();
    assertThat(timeline.gap()).contains(gap(4, 7));
    assertThat(timeline.accept(log(5, 5))).isEqualTo(log(5, 7));
    assertThat(timeline.gap()).isEmpty();
  }

  @Test
  void whatComesTwiceGoesOnOnce() {
    timeline.open(Seq.START);
    timeline.accept(log(1, 1));
    assertThat(timeline.accept(log(1, 1))).isEmpty();
    timeline.accept(log(3, 3));
    timeline.accept(log(3, 3));
    assertThat(timeline.accept(log(2, 2))).isEqualTo(log(2, 3));
  }

  @Test
  void beforeItIsOpenEverythingWaitsAndWhatTheHeadCountsIsDropped() {
    assertThat(timeline.accept(log(5, 5))).isEmpty();
    assertThat(timeline.accept(log(3, 3))).isEmpty();
    assertThat(timeline.accept(log(4, 4))).isEmpty();
    assertThat(timeline.gap()).isEmpty();
    assertThat(timeline.open(new Seq(3))).isEqualTo(log(4, 5));
  }

  @Test
  void aHeadBeyondWhatHasComeLeavesNothingToWaitFor() {
    timeline.accept(log(2, 2));
    assertThat(timeline.open(new Seq(5))).isEmpty();
    assertThat(timeline.gap()).isEmpty();
    assertThat(timeline.accept(log(6, 6))).isEqualTo(log(6, 6));
  }

  @Test
  void aGapIsFilledFromTheLogPageByPage() {
    timeline.open(Seq.START);
    timeline.accept(log(5, 5));
    assertThat(timeline.fill(gap(0, 2), log(1, 2))).isEqualTo(log(1, 2));
    assertThat(timeline.gap()).contains(gap(2, 5));
    assertThat(timeline.fill(gap(2, 5), log(3, 5))).isEqualTo(log(3, 5));
    assertThat(timeline.gap()).isEmpty();
  }

  @Test
  void whatWasHeldGoesOnWithThePageThatLeadsUpToIt() {
    timeline.open(Seq.START);
    timeline.accept(log(3, 3));
    timeline.accept(log(4, 4));
    assertThat(timeline.fill(gap(0, 2), log(1, 2))).isEqualTo(log(1, 4));
    assertThat(timeline.gap()).isEmpty();
  }

  @Test
  void whatComesWhileTheLogIsReadGoesOnOnce() {
    timeline.open(Seq.START);
    timeline.accept(log(2, 2));
    assertThat(timeline.accept(log(1, 1))).isEqualTo(log(1, 2));
    assertThat(timeline.accept(log(3, 3))).isEqualTo(log(3, 3));
    assertThat(timeline.fill(gap(0, 2), log(1, 4))).isEqualTo(log(4, 4));
  }

  @Test
  void whatTheLogHasNothingForIsNotWaitedFor() {
    timeline.open(Seq.START);
    timeline.accept(log(4, 4));
    assertThat(timeline.fill(gap(0, 4), List.of(message(1), message(4))))
        .containsExactly(message(1), message(4));
    timeline.accept(log(7, 7));
    assertThat(timeline.fill(gap(4, 7), List.of())).containsExactly(message(7));
    assertThat(timeline.gap()).isEmpty();
  }

  @Test
  void itHoldsNoMoreThanItMayAndGetsTheRestFromTheLog() {
    timeline.open(Seq.START);
    for (long seq = 2; seq <= 50; seq++) {
      timeline.accept(log(seq, seq));
    }
    // ten are held; whatever is beyond them was let go, and is known to be missing
    assertThat(timeline.accept(log(1, 1))).isEqualTo(log(1, 11));
    assertThat(timeline.gap()).contains(gap(11, 50));
    assertThat(timeline.fill(gap(11, 50), log(12, 50))).isEqualTo(log(12, 50));
  }

  @Test
  void aPageOfTheLogMayBeLargerThanWhatIsHeld() {
    timeline.open(Seq.START);
    timeline.accept(log(100, 100));
    assertThat(timeline.fill(gap(0, 100), log(1, 100))).isEqualTo(log(1, 100));
  }

  @Test
  void whatCameTogetherGoesOnTogether() {
    timeline.open(Seq.START);
    assertThat(timeline.accept(log(3, 4))).isEmpty();
    assertThat(timeline.accept(log(1, 3))).isEqualTo(log(1, 4));
    assertThat(timeline.last()).isEqualTo(new Seq(4));
  }

  @Test
  void aLongGapIsReadInPieces() {
    timeline.open(Seq.START);
    timeline.accept(log(250, 250));
    assertThat(timeline.gap()).contains(gap(0, 100));
    timeline.fill(gap(0, 100), log(1, 100));
    assertThat(timeline.gap()).contains(gap(100, 200));
    timeline.fill(gap(100, 200), log(101, 200));
    assertThat(timeline.fill(gap(200, 250), log(201, 250))).isEqualTo(log(201, 250));
  }

  @Test
  void aChangeTakesItsOwnPlaceBehindTheMessage() {
    timeline.open(new Seq(2));
    assertThat(timeline.accept(List.of(edited(1, 4)))).isEmpty();
    assertThat(timeline.accept(log(3, 3))).containsExactly(message(3), edited(1, 4));
    assertThat(timeline.last()).isEqualTo(new Seq(4));
  }

  @Test
  void whereAMessageHasChangedAgainTheLogHasOnlyItsLastChange() {
    timeline.open(Seq.START);
    timeline.accept(List.of(edited(1, 3)));
    assertThat(timeline.fill(gap(0, 3), List.of(message(2), edited(1, 3))))
        .containsExactly(message(2), edited(1, 3));
    assertThat(timeline.last()).isEqualTo(new Seq(3));
  }

  @Test
  void whatTheLogHasAndNobodyToldOfIsMissing() {
    timeline.open(new Seq(2));
    timeline.know(new Seq(4));
    assertThat(timeline.gap()).contains(gap(2, 4));
    assertThat(timeline.last()).isEqualTo(new Seq(2));
    assertThat(timeline.accept(log(3, 3))).isEqualTo(log(3, 3));
    assertThat(timeline.fill(gap(2, 4), log(3, 4))).isEqualTo(log(4, 4));
    assertThat(timeline.gap()).isEmpty();
  }

  @Test
  void aHeadThatIsOlderThanWhatHasComeChangesNothing() {
    timeline.open(Seq.START);
    timeline.accept(log(1, 3));
    timeline.know(new Seq(2));
    assertThat(timeline.gap()).isEmpty();
    timeline.accept(log(6, 6));
    timeline.know(new Seq(4));
    assertThat(timeline.gap()).contains(gap(3, 6));
  }

  @Test
  void aHeadThatIsKnownBeforeItIsOpenIsNotForgotten() {
    timeline.know(new Seq(5));
    assertThat(timeline.gap()).isEmpty();
    timeline.open(new Seq(3));
    assertThat(timeline.gap()).contains(gap(3, 5));
  }

  private static Gap gap(long after, long upTo) {
    return new Gap(new Seq(after), new Seq(upTo));
  }

  private static List<Message> log(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(seq -> message(seq)).toList();
  }
}
