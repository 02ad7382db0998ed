package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.BusMessage;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FanoutEvent.Expel;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.LeaveRoom;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection gets to hear of one room. It listens first and asks to be let in then; what
 * it hears in between is kept. The answer says up to which stamp the room had told everybody
 * already: that part is dropped, what the protocol has to say comes first, and the rest follows. So
 * nothing slips between, and nothing comes twice.
 *
 * <p>Belongs to the event loop of its socket. It keeps {@code limits.held-events} at most, of
 * {@code limits.outbox-bytes} together.
 */
final class Subscription {

  private final RoomId room;
  private final Subscriber subscriber;
  private final Member member;
  private final boolean full;
  private List<FanoutEvent> early = new ArrayList<>();
  private EncodedFrame missedPresence;
  private long seenStamp;
  private Seq told = Seq.START;
  private long earlyBytes;
  private boolean over;

  /**
   * One that has not begun.
   *
   * @param full whether frames are those of the full protocol
   */
  Subscription(RoomId room, Subscriber subscriber, Member member, boolean full) {
    this.room = room;
    this.subscriber = subscriber;
    this.member = member;
    this.full = full;
  }

  /** Begins to listen, and asks to be let in; done when that is answered, even if it is over. */
  Future<Joined> start() {
    subscriber.owner().fanout().attach(room, this);
    return subscriber
        .owner()
        .bus()
        .request(
            Addresses.roomCommands(room),
            new JoinRoom(room, subscriber.actor(), subscriber.id()),
            Joined.class)
        .onSuccess(this::joined)
        .onFailure(this::refused);
  }

  void joined(Joined answer) {
    if (!over) {
      seenStamp = answer.stamp();
      told = answer.head();
      member.joined(answer);
    }
  }

  private void refused(Throwable error) {
    if (!over) {
      // the room may let it in after all, when the answer was only late
      stop();
      member.refused(
          error instanceof Failure failure ? failure : new Failure(FailureCode.INTERNAL));
    }
  }

  /** From now on what happens is passed on as it happens; first what has happened since. */
  void goLive() {
    if (over) {
      return;
    }
    List<FanoutEvent> kept = early;
    early = null;
    kept.forEach(event -> event.accept(replay));
  }

  /** Whether what happens is passed on. */
  boolean isLive() {
    return early == null && !over;
  }

  /** Whether it has ended. */
  boolean isOver() {
    return over;
  }

  /** How far the room's log has been told. */
  Seq told() {
    return told;
  }

  /** Ends it: nothing more is heard, and the room is told that the connection is out. */
  void stop() {
    if (!over) {
      supersede();
      send(new LeaveRoom(room, subscriber.person(), subscriber.id()));
    }
  }

  /** Ends it in favour of another one of the same connection and room, which keeps it in. */
  void supersede() {
    over = true;
    early = null;
    subscriber.owner().fanout().detach(room, this);
  }

  private void send(BusMessage command) {
    subscriber.owner().bus().send(Addresses.roomCommands(room), command);
  }

  /** Takes the next part of the log; the buffer is only lent. */
  void deliver(Deliver event, ByteBuf wire) {
    if (isDue(event, wire.readableBytes())) {
      told = event.upTo();
      if (event.plain() || full) {
        subscriber.write(wire, false);
      }
    }
  }

  /** Takes who is typing; the buffer is only lent. */
  void tellTyping(TellTyping event, ByteBuf wire) {
    if (isDue(event, wire.readableBytes()) && !event.person().equals(subscriber.person())) {
      subscriber.write(wire, true);
    }
  }

  /** Takes who came and went; the buffers are only lent. */
  void tellPresence(TellPresence event, ByteBuf plainWire, ByteBuf fullWire) {
    // in the plain protocol the own join was the first frame
    boolean known = !full && subscriber.person().equals(event.came());
    if (isDue(event, fullWire.readableBytes()) && !known) {
      boolean written = subscriber.write(full ? fullWire : plainWire, true);
      missedPresence = written && !(full && missedPresence != null) ? null : event.plain();
    }
  }

  /**
   * The last frame of the plain protocol on who came and went, if one had to be left out because
   * the socket was behind, and nothing has made up for it.
   */
  EncodedFrame missedPresence() {
    return missedPresence;
  }

  /** What was left out has been made up for. */
  void forgetMissedPresence() {
    missedPresence = null;
  }

  /** Takes the room's end. */
  void closeAll(CloseAll event) {
    if (isDue(event, 0)) {
      stop();
      member.roomGone();
    }
  }

  /** Hears who may not be there any more, at once: what was kept is not for them either. */
  void expel(Expel event) {
    if (!over && event.connections().contains(subscriber.id())) {
      stop();
      member.expelled(event.code());
    }
  }

  private boolean isDue(FanoutEvent event, long bytes) {
    if (over) {
      return false;
    }
    if (early != null) {
      keep(event, bytes);
      return false;
    }
    if (event.stamp() <= seenStamp) {
      return false;
    }
    seenStamp = event.stamp();
    return true;
  }

  /** A room that answers so late, or a client that catches up so slowly, had better try again. */
  private void keep(FanoutEvent event, long bytes) {
    early.add(event);
    earlyBytes += bytes;
    SocketLimits limits = subscriber.owner().limits();
    if (early.size() > limits.heldEvents() || earlyBytes > limits.outboxBytes()) {
      stop();
      member.refused(new Failure(FailureCode.OVERLOADED));
    }
  }

  private final FanoutEvent.Visitor replay =
      new FanoutEvent.Visitor() {
        @Override
        public void deliver(Deliver event) {
          WireFrame.lend(event.frames(), wire -> Subscription.this.deliver(event, wire));
        }

        @Override
        public void tellTyping(TellTyping event) {
          WireFrame.lend(event.frame(), wire -> Subscription.this.tellTyping(event, wire));
        }

        @Override
        public void tellPresence(TellPresence event) {
          WireFrame.lend(
              event.plain(),
              plain ->
                  WireFrame.lend(
                      event.full(), wire -> Subscription.this.tellPresence(event, plain, wire)));
        }

        @Override
        public void closeAll(CloseAll event) {
          Subscription.this.closeAll(event);
        }

        @Override
        public void expel(Expel event) {
          throw new IllegalStateException("nobody keeps that");
        }
      };
}
