package dev.parley.socket;

import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Seq;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection gets to hear of one room. It listens first and asks to be let in then; what
 * it hears in between is kept. The answer says up to which stamp the room had told everybody
 * already: that part is dropped, the own {@code join} frame comes first, and the rest follows. So
 * nothing slips between, and nothing comes twice.
 *
 * <p>Belongs to the event loop of its socket.
 */
final class Subscription {

  /** Whom it tells. */
  interface Subscriber {

    /** Has something to write; the buffer is only lent. */
    void write(ByteBuf wire, boolean ephemeral);

    /** Has to go, and this is why. */
    void end(CloseCode why);
  }

  private final PersonName person;
  private final int maxEarly;
  private final Subscriber subscriber;
  private List<FanoutEvent> early = new ArrayList<>();
  private long seenStamp;
  private Seq told = Seq.START;

  /**
   * Begins to listen.
   *
   * @param maxEarly the most events that are kept before the answer
   */
  Subscription(PersonName person, int maxEarly, Subscriber subscriber) {
    this.person = person;
    this.maxEarly = maxEarly;
    this.subscriber = subscriber;
  }

  /** Takes the answer: from now on, what happens is passed on as it happens. */
  void open(Joined answer) {
    List<FanoutEvent> kept = early;
    early = null;
    seenStamp = answer.stamp();
    told = answer.head();
    WireFrame.lend(answer.frame(), wire -> subscriber.write(wire, false));
    kept.forEach(event -> event.accept(replay));
  }

  /** Whether the answer is there. */
  boolean isOpen() {
    return early == null;
  }

  /**
   * Whether a message is behind this subscription: in the history that it joined after, or told.
   */
  boolean isPast(Seq seq) {
    return seq.compareTo(told) <= 0;
  }

  /** Takes a frame that everybody in the room gets; the buffer is only lent. */
  void deliver(Deliver event, ByteBuf wire) {
    if (!isDue(event)) {
      return;
    }
    told = event.ephemeral() ? told : event.seq();
    if (!person.equals(event.except())) {
      subscriber.write(wire, event.ephemeral());
    }
  }

  /** Takes the room's end. */
  void closeAll(CloseAll event) {
    if (isDue(event)) {
      subscriber.end(CloseCode.ROOM_GONE);
    }
  }

  private boolean isDue(FanoutEvent event) {
    if (!isOpen()) {
      keep(event);
      return false;
    }
    if (event.stamp() <= seenStamp) {
      return false;
    }
    seenStamp = event.stamp();
    return true;
  }

  /** A room that answers so late had better be asked again. */
  private void keep(FanoutEvent event) {
    early.add(event);
    if (early.size() > maxEarly) {
      subscriber.end(CloseCode.TRY_AGAIN);
    }
  }

  private final FanoutEvent.Visitor replay =
      new FanoutEvent.Visitor() {
        @Override
        public void deliver(Deliver event) {
          WireFrame.lend(event.frame(), wire -> Subscription.this.deliver(event, wire));
        }

        @Override
        public void closeAll(CloseAll event) {
          Subscription.this.closeAll(event);
        }
      };
}
