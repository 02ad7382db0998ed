package dev.parley.socket;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.MessageStored;
import dev.parley.bus.RoomId;
import dev.parley.rights.Action;
import dev.parley.rights.Door;
import dev.parley.rights.Rights;

/**
 * {@code /ws/chat/{room_id}}: one subscription, to the room in the address, for as long as the
 * socket is open. Its frames are {@code message}, {@code typing}, {@code join}, {@code leave} and
 * {@code error}.
 */
final class PlainProtocol implements Protocol, Member, ClientFrame.Visitor {

  /** What it takes a right to, to be here. */
  static final Action OPEN = Rights.TABLE.behind(Door.PLAIN, "open").orElseThrow();

  private final Connection connection;
  private final RoomId room;
  private final Subscription subscription;
  private final Throttle typing;

  PlainProtocol(Connection connection, RoomId room) {
    this.connection = connection;
    this.room = room;
    this.subscription = new Subscription(room, connection, this, false);
    this.typing = new Throttle(connection.owner().limits().typingInterval());
  }

  @Override
  public Action entrance() {
    return OPEN;
  }

  @Override
  public void open() {
    // the own join is the first frame: nothing is answered before
    connection.pause();
    subscription.start();
  }

  @Override
  public void joined(Joined answer) {
    connection.write(
        connection.owner().frames().join(connection.person(), answer.online(), answer.at()));
    subscription.goLive();
    connection.resume();
  }

  @Override
  public void refused(Failure failure) {
    connection.resume();
    connection.close(
        switch (failure.code()) {
          case ROOM_NOT_FOUND -> CloseCode.ROOM_GONE;
          case BANNED, FORBIDDEN -> CloseCode.BANNED;
          case NOT_SIGNED_IN -> CloseCode.NOT_SIGNED_IN;
          default -> CloseCode.TRY_AGAIN;
        });
  }

  @Override
  public void roomGone() {
    connection.close(CloseCode.ROOM_GONE);
  }

  @Override
  public void expelled(FailureCode code) {
    connection.close(CloseCode.BANNED);
  }

  @Override
  public void hear(String text) {
    FrameReader.Result result = connection.owner().plainReader().read(text);
    boolean message = result.frame() != null && result.frame().isMessage();
    Failure excess = message ? null : connection.excess();
    Failure failure = excess == null ? result.failure() : excess;
    if (failure == null) {
      failure = connection.refusal(Door.PLAIN, result.frame());
    }
    if (failure != null) {
      connection.write(connection.owner().answers().plainError(failure, result.nonce()));
    } else {
      result.frame().accept(this);
    }
  }

  @Override
  public void post(ClientFrame.Post frame) {
    typing.reset(); // a message ends the typing, and what is typed next is news
    connection
        .post(room, frame)
        .onSuccess(this::stored)
        .onFailure(
            error ->
                connection.write(
                    connection
                        .owner()
                        .answers()
                        .plainError(Connection.asFailure(error), frame.nonce())));
  }

  /**
   * The message itself comes to everybody through the room, in its place. A repeated one comes only
   * to whoever repeated it, unless the first is still on its way to everybody.
   */
  private void stored(MessageStored answer) {
    boolean past = answer.message().position().compareTo(subscription.told()) <= 0;
    if (answer.duplicate() && past) {
      connection.write(connection.owner().frames().message(answer.message()));
    }
  }

  @Override
  public void typing(ClientFrame.Typing frame) {
    if (typing.mayPass(connection.owner().nowMs())) {
      connection.type(room);
    }
  }

  @Override
  public void beat() {
    EncodedFrame missed = subscription.missedPresence();
    if (missed != null && connection.isCaughtUp()) {
      subscription.forgetMissedPresence();
      connection.write(missed);
    }
  }

  @Override
  public void end() {
    subscription.stop();
  }

  @Override
  public void subscribe(ClientFrame.Subscribe frame) {
    throw notPlain();
  }

  @Override
  public void unsubscribe(ClientFrame.Unsubscribe frame) {
    throw notPlain();
  }

  @Override
  public void ping() {
    throw notPlain();
  }

  @Override
  public void presence(ClientFrame.Presence frame) {
    throw notPlain();
  }

  /** The reader of the plain protocol gives none of these. */
  private static IllegalStateException notPlain() {
    return new IllegalStateException("the plain protocol doesn't have this frame");
  }
}
