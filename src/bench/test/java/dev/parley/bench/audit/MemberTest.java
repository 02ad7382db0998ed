package dev.parley.bench.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberTest {
  private final RoomLog room = new RoomLog("room");
  private final Member member = new Member(room);

  @BeforeEach
  void fourMessagesArePosted() {
    for (int i = 0; i < 4; i++) {
      room.post();
    }
  }

  @Test
  void everythingOnceAndInOrderIsClean() {
    deliver(1, 0);
    deliver(2, 1);
    deliver(3, 2);
    assertThat(member.hasAll()).isFalse();
    deliver(4, 3);
    assertThat(member.hasAll()).isTrue();
    assertThat(member.tally()).isEqualTo(new Tally(4, 4, 0, 0, 0, 0)).matches(Tally::isClean);
  }

  @Test
  void aLostMessageIsLostAndAGap() {
    deliver(1, 0);
    deliver(3, 2);
    deliver(4, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 3, 1, 0, 0, 1));
  }

  @Test
  void aLostTailIsLost() {
    deliver(1, 0);
    deliver(2, 1);
    assertThat(member.tally()).isEqualTo(new Tally(4, 2, 2, 0, 0, 0));
  }

  @Test
  void aMessageThatTheServerNeverStoredIsLostWithoutAGap() {
    deliver(1, 0);
    deliver(2, 2);
    deliver(3, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 3, 1, 0, 0, 0));
  }

  @Test
  void theSameFrameTwiceIsDoubled() {
    deliver(1, 0);
    deliver(2, 1);
    deliver(2, 1);
    deliver(3, 2);
    deliver(4, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 4, 0, 1, 0, 0));
  }

  @Test
  void theSameMessageStoredTwiceIsDoubled() {
    deliver(1, 0);
    deliver(2, 1);
    deliver(3, 1);
    deliver(4, 2);
    deliver(5, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 4, 0, 1, 0, 0));
  }

  @Test
  void twoThatChangePlacesOnTheWayAreOneMisorderedAndOneGap() {
    deliver(1, 0);
    deliver(3, 2);
    deliver(2, 1);
    deliver(4, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 4, 0, 0, 1, 1));
  }

  @Test
  void twoOfOneSenderThatTheServerStoredTheOtherWayAreMisordered() {
    deliver(1, 1);
    deliver(2, 0);
    deliver(3, 2);
    deliver(4, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 4, 0, 0, 1, 0));
  }

  @Test
  void twoSendersMayOvertakeEachOther() {
    member.deliver(post(1, 1, 1));
    member.deliver(post(2, 0, 0));
    deliver(3, 2);
    deliver(4, 3);
    assertThat(member.tally()).isEqualTo(new Tally(4, 4, 0, 0, 0, 0));
  }

  @Test
  void anotherOrderThanSomebodyElseSawIsMisordered() {
    Member other = new Member(room);
    other.deliver(post(1, 0, 0));
    other.deliver(post(2, 1, 1));
    member.deliver(post(1, 1, 1));
    member.deliver(post(2, 0, 0));
    assertThat(other.tally().misordered()).isZero();
    assertThat(member.tally().misordered()).isEqualTo(2);
  }

  @Test
  void aRefusedMessageIsNotExpected() {
    room.refuse(1);
    deliver(1, 0);
    deliver(2, 2);
    deliver(3, 3);
    assertThat(member.hasAll()).isTrue();
    assertThat(member.tally()).isEqualTo(new Tally(3, 3, 0, 0, 0, 0));
  }

  @Test
  void whoCaughtUpHasNoGap() {
    member.caughtUp(7);
    deliver(8, 0);
    assertThat(member.position()).isEqualTo(8);
    assertThat(member.tally().gaps()).isZero();
  }

  @Test
  void aRecoveryThatEndsBeforeItsEndIsAGap() {
    deliver(1, 0);
    member.expectUpTo(3);
    assertThat(member.tally().gaps()).isEqualTo(2);
  }

  @Test
  void whatCameAfterTheServerEndedAConnectionIsNotLost() {
    deliver(1, 0);
    deliver(3, 2);
    assertThat(member.tallyUntilEnded()).isEqualTo(new Tally(2, 2, 0, 0, 0, 1));
  }

  private void deliver(long position, long index) {
    member.deliver(post(position, index, 0));
  }

  private static Post post(long position, long index, int sender) {
    byte[] content = Post.content(index, sender, 5, 100).getBytes(StandardCharsets.US_ASCII);
    Post post = new Post();
    assertThat(post.read(position, content, 0, content.length)).isTrue();
    return post;
  }
}
