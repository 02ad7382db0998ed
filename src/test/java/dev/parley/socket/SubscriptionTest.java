package dev.parley.socket;

import static dev.parley.testing.Samples.EPOCH;
import static dev.parley.testing.Samples.NOON;
import static dev.parley.testing.Samples.ROOM;
import static dev.parley.testing.Samples.connection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bus.Actor;
import dev.parley.bus.Bus;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Seq;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SubscriptionTest {
  private static final int MAX_EARLY = 3;
  private static final Seq HEAD = new Seq(40);
  private static final PersonName ANN = new PersonName("Ann");
  private static final PersonName BEN = new PersonName("Ben");

  private final List<String> heard = new ArrayList<>();
  private boolean behind;
  private Connections owner;
  private Subscription subscription;
  private Subscription full;

  @BeforeEach
  void listen(Vertx vertx) {
    owner = ConnectionsSetup.of(vertx, Bus.on(vertx.eventBus()), MAX_EARLY);
    subscription = new Subscription(ROOM, new Writing(), new Listening(), false);
    full = new Subscription(ROOM, new Writing(), new Listening(), true);
  }

  @Test
  void whatCameBeforeTheAnswerFollowsIt() {
    happens(4, "before");
    happens(6, "after");
    join(subscription);
    assertThat(heard).containsExactly("joined", "after");
  }

  @Test
  void whatTheRoomHadToldEverybodyAlreadyIsNotToldAgain() {
    join(subscription);
    happens(5, "known");
    happens(6, "new");
    happens(6, "new");
    assertThat(heard).containsExactly("joined", "new");
  }

  @Test
  void whoeverTypesDoesNotHearOfIt() {
    join(subscription);
    types(6, ANN);
    types(7, BEN);
    assertThat(heard).containsExactly("joined", "typing Ben");
  }

  @Test
  void itKnowsHowFarTheLogWasTold() {
    join(subscription);
    assertThat(subscription.told()).isEqualTo(HEAD);
    types(6, BEN);
    assertThat(subscription.told()).isEqualTo(HEAD);
    happens(7, "new");
    assertThat(subscription.told()).isEqualTo(HEAD.next());
  }

  @Test
  void whatThePlainProtocolCanNotSayItPassesOver() {
    join(subscription);
    Deliver change = new Deliver(6, List.of(frame("change")), HEAD.next(), false);
    WireFrame.lend(change.frames(), wire -> subscription.deliver(change, wire));
    assertThat(heard).containsExactly("joined");
    assertThat(subscription.told()).isEqualTo(HEAD.next());
    join(full);
    WireFrame.lend(change.frames(), wire -> full.deliver(change, wire));
    assertThat(heard).containsExactly("joined", "joined", "change");
  }

  @Test
  void theOwnJoinIsNotToldTwiceInThePlainProtocol() {
    join(subscription);
    presence(subscription, 6, ANN);
    presence(subscription, 7, BEN);
    assertThat(heard).containsExactly("joined", "plain");
    join(full);
    presence(full, 6, ANN);
    assertThat(heard).endsWith("joined", "full");
  }

  @Test
  void presenceThatWasLeftOutIsRememberedUntilSomethingMakesUpForIt() {
    join(subscription);
    join(full);
    behind = true;
    presence(subscription, 6, BEN);
    presence(full, 6, BEN);
    behind = false;
    assertThat(subscription.missedPresence()).hasToString("plain");
    presence(subscription, 7, BEN);
    assertThat(subscription.missedPresence()).as("the next has the whole list").isNull();
    presence(full, 7, BEN);
    assertThat(full.missedPresence()).as("the next may have a part only").isNotNull();
    full.forgetMissedPresence();
    assertThat(full.missedPresence()).isNull();
  }

  @Test
  void aRoomThatEndsWhileJoiningEndsItAfterTheJoin() {
    subscription.closeAll(new CloseAll(7));
    assertThat(heard).isEmpty();
    join(subscription);
    assertThat(heard).containsExactly("joined", "gone");
    happens(8, "late");
    assertThat(heard).containsExactly("joined", "gone");
  }

  @Test
  void aRoomThatTalksButLetsNobodyInIsLeft() {
    for (int stamp = 1; stamp <= MAX_EARLY; stamp++) {
      happens(stamp, "talk");
    }
    assertThat(heard).isEmpty();
    happens(MAX_EARLY + 1, "talk");
    assertThat(heard).containsExactly("refused overloaded");
    join(subscription);
    happens(9, "late");
    assertThat(heard).as("it is over").containsExactly("refused overloaded");
  }

  @Test
  void whatIsKeptBeforeItIsLetInIsBoundInBytesToo() {
    String half = "x".repeat((int) owner.limits().outboxBytes() / 2);
    happens(1, half);
    assertThat(heard).isEmpty();
    happens(2, half);
    assertThat(heard).containsExactly("refused overloaded");
  }

  private void join(Subscription into) {
    into.joined(new Joined(5, HEAD, EPOCH, List.of(ANN), NOON));
    into.goLive();
  }

  private void happens(long stamp, String text) {
    Deliver event = new Deliver(stamp, List.of(frame(text)), HEAD.next(), true);
    WireFrame.lend(event.frames(), wire -> subscription.deliver(event, wire));
  }

  private void types(long stamp, PersonName person) {
    TellTyping event = new TellTyping(stamp, frame("typing " + person), person);
    WireFrame.lend(event.frame(), wire -> subscription.tellTyping(event, wire));
  }

  private static void presence(Subscription of, long stamp, PersonName came) {
    TellPresence event = new TellPresence(stamp, frame("plain"), frame("full"), came);
    WireFrame.lend(
        event.plain(),
        plain -> WireFrame.lend(event.full(), wire -> of.tellPresence(event, plain, wire)));
  }

  private static EncodedFrame frame(String text) {
    return new EncodedFrame(text.getBytes(StandardCharsets.UTF_8));
  }

  private final class Writing implements Subscriber {
    @Override
    public ConnectionId id() {
      return connection(1);
    }

    @Override
    public PersonName person() {
      return ANN;
    }

    @Override
    public Actor actor() {
      return Actor.guest(ANN);
    }

    @Override
    public Connections owner() {
      return owner;
    }

    @Override
    public boolean write(ByteBuf wire, boolean ephemeral) {
      if (!behind) {
        // a header of two bytes stands before so short a text
        heard.add(wire.toString(2, wire.readableBytes() - 2, StandardCharsets.UTF_8));
      }
      return !behind;
    }
  }

  private final class Listening implements Member {
    @Override
    public void joined(Joined answer) {
      heard.add("joined");
    }

    @Override
    public void refused(Failure failure) {
      heard.add("refused " + failure.code().code());
    }

    @Override
    public void roomGone() {
      heard.add("gone");
    }

    @Override
    public void expelled(FailureCode code) {
      heard.add("expelled " + code.code());
    }
  }
}
