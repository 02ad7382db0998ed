package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Seq;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  private static final int MAX_EARLY = 3;
  private static final Seq HEAD = new Seq(40);
  private static final PersonName ANN = new PersonName("Ann");
  private static final PersonName BEN = new PersonName("Ben");

  private final List<String> heard = new ArrayList<>();
  private final Subscription subscription =
      new Subscription(
          ANN,
          MAX_EARLY,
          new Subscription.Subscriber() {
            @Override
            public void write(ByteBuf wire, boolean ephemeral) {
              // a header of two bytes stands before so short a text
              heard.add(wire.toString(2, wire.readableBytes() - 2, StandardCharsets.UTF_8));
            }

            @Override
            public void end(CloseCode why) {
              heard.add(why.name());
            }
          });

  @Test
  void theOwnJoinIsTheFirstFrameWhateverCameBefore() {
    happens(4, "before");
    happens(6, "after");
    subscription.open(new Joined(5, HEAD, frame("join")));
    assertThat(heard).containsExactly("join", "after");
  }

  @Test
  void whatTheRoomHadToldEverybodyAlreadyIsNotToldAgain() {
    subscription.open(new Joined(5, HEAD, frame("join")));
    happens(5, "known");
    happens(6, "new");
    happens(6, "new");
    assertThat(heard).containsExactly("join", "new");
  }

  @Test
  void thePersonWhoIsLeftOutHearsNothing() {
    subscription.open(new Joined(1, HEAD, frame("join")));
    happens(2, "typing", ANN);
    happens(3, "typing", BEN);
    assertThat(heard).containsExactly("join", "typing");
  }

  @Test
  void aMessageIsPastOnceItIsHistoryOrTold() {
    subscription.open(new Joined(5, HEAD, frame("join")));
    assertThat(subscription.isPast(HEAD)).isTrue();
    assertThat(subscription.isPast(HEAD.next())).isFalse();
    happens(6, "typing");
    assertThat(subscription.isPast(HEAD.next())).isFalse();
    happens(7, "new");
    assertThat(subscription.isPast(HEAD.next())).isTrue();
  }

  @Test
  void aRoomThatEndsWhileJoiningEndsItAfterTheJoin() {
    subscription.closeAll(new CloseAll(7));
    assertThat(heard).isEmpty();
    subscription.open(new Joined(6, HEAD, frame("join")));
    assertThat(heard).containsExactly("join", "ROOM_GONE");
  }

  @Test
  void aRoomThatTalksButLetsNobodyInIsLeft() {
    for (int stamp = 1; stamp <= MAX_EARLY; stamp++) {
      happens(stamp, "talk");
    }
    assertThat(heard).isEmpty();
    happens(MAX_EARLY + 1, "talk");
    assertThat(heard).containsExactly("TRY_AGAIN");
  }

  private void happens(long stamp, String text) {
    happens(stamp, text, null);
  }

  private void happens(long stamp, String text, PersonName except) {
    Deliver event =
        new Deliver(stamp, frame(text), except, text.equals("new") ? HEAD.next() : null);
    WireFrame.lend(event.frame(), wire -> subscription.deliver(event, wire));
  }

  private static EncodedFrame frame(String text) {
    return new EncodedFrame(text.getBytes(StandardCharsets.UTF_8));
  }
}
