package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.OnlineListed;
import dev.parley.bus.RoomCommand.ListOnline;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Turnout;
import io.vertx.core.Future;

/**
 * One room on a socket of the full protocol: what the client missed, then {@code subscribed}, then
 * what happens.
 */
final class RoomFeed implements Member {

  private final FullProtocol protocol;
  private final Connection connection;
  private final RoomId room;
  private final ClientFrame.Subscribe wish;
  private final Subscription subscription;
  private final Throttle typing;
  private Future<?> recovery = Future.succeededFuture();
  private boolean refreshing;

  RoomFeed(FullProtocol protocol, Connection connection, ClientFrame.Subscribe wish) {
    this.protocol = protocol;
    this.connection = connection;
    this.room = wish.room();
    this.wish = wish;
    this.subscription = new Subscription(room, connection, this, true);
    this.typing = new Throttle(connection.owner().limits().typingInterval());
  }

  /** Begins; until it is live or over, it counts among what the client has asked for. */
  void start() {
    connection.ask(subscription.start().eventually(() -> recovery));
  }

  void stop() {
    subscription.stop();
  }

  void supersede() {
    subscription.supersede();
  }

  boolean isLive() {
    return subscription.isLive();
  }

  Seq told() {
    return subscription.told();
  }

  @Override
  public void joined(Joined answer) {
    if (!isRecoverable(answer)) {
      goLive(answer, false, answer.head());
      return;
    }
    Recovery missed = new Recovery(connection, room, subscription);
    Future<Boolean> recovering = protocol.inTurn(() -> missed.run(wish.since(), answer.head()));
    recovery = recovering;
    recovering
        .onSuccess(
            complete -> {
              // another subscribe may have taken its place since the last piece was written
              if (complete && !subscription.isOver()) {
                goLive(answer, true, wish.since());
              }
            })
        .onFailure(
            error -> {
              if (!subscription.isOver()) {
                stop();
                refused(Connection.asFailure(error));
              }
            });
  }

  private boolean isRecoverable(Joined answer) {
    if (wish.since() == null) {
      return false;
    }
    long behind = answer.head().value() - wish.since().value();
    int max = connection.owner().limits().recovery();
    boolean sameLog = wish.epoch() == null || wish.epoch().equals(answer.epoch());
    return sameLog && behind >= 0 && behind <= max;
  }

  private void goLive(Joined answer, boolean recovered, Seq from) {
    connection.write(connection.owner().answers().subscribed(room, answer, recovered, from));
    subscription.goLive();
  }

  @Override
  public void refused(Failure failure) {
    protocol.remove(room, this);
    connection.write(connection.owner().answers().error(failure, room, null));
  }

  @Override
  public void roomGone() {
    protocol.remove(room, this);
    connection.write(connection.owner().answers().unsubscribed(room, FailureCode.ROOM_NOT_FOUND));
  }

  @Override
  public void expelled(FailureCode code) {
    protocol.remove(room, this);
    connection.write(connection.owner().answers().unsubscribed(room, code));
  }

  /** Tells the room that its person is typing, unless it was told a moment ago. */
  void type() {
    if (typing.mayPass(connection.owner().nowMs())) {
      connection.type(room);
    }
  }

  /** A message ends the typing, and what is typed next is news. */
  void endTyping() {
    typing.reset();
  }

  /** Makes up for what had to be left out while the client was behind. */
  void beat() {
    if (refreshing || subscription.missedPresence() == null || !connection.isCaughtUp()) {
      return;
    }
    refreshing = true;
    connection
        .owner()
        .bus()
        .request(
            Addresses.roomCommands(room),
            new ListOnline(room, connection.actor()),
            OnlineListed.class)
        .onSuccess(this::refresh)
        .onComplete(asked -> refreshing = false);
  }

  private void refresh(OnlineListed listed) {
    if (subscription.isLive()) {
      subscription.forgetMissedPresence();
      connection.write(
          connection
              .owner()
              .frames()
              .presence(room, Turnout.whole(listed.people()), connection.owner().now()));
    }
  }
}
