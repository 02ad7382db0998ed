package dev.parley.room;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Seq;
import dev.parley.presence.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A room that somebody is in: who that is, and where its log stands. Everything that the sockets of
 * this node have to be told goes to the given consumer, in order and stamped.
 *
 * <p>Plain Java without Vert.x; belongs to the room's verticle.
 */
final class RoomState {

  private final Presence presence = new Presence();
  private final Timeline timeline;
  private final FrameEncoder frames;
  private final LongSupplier stamps;
  private final Consumer<FanoutEvent> fanout;
  private boolean gone;

  /**
   * A room without anybody in it yet.
   *
   * @param stamps rises with each call, and goes on rising when this state is dropped and the room
   *     gets another
   */
  RoomState(int maxHeld, FrameEncoder frames, LongSupplier stamps, Consumer<FanoutEvent> fanout) {
    this.timeline = new Timeline(maxHeld);
    this.frames = frames;
    this.stamps = stamps;
    this.fanout = fanout;
  }

  /** Begins to hand on what is written, behind this seq. */
  void open(Seq head) {
    timeline.open(head).forEach(this::show);
  }

  /** Lets a connection in, and tells everybody if its person has just come. */
  Joined join(PersonName person, ConnectionId connection, Instant now) {
    boolean first = presence.enter(person, connection);
    EncodedFrame frame = frames.join(person, presence.online(), now);
    if (first) {
      deliver(frame, null, null);
    }
    return new Joined(stamps.getAsLong(), timeline.last(), frame);
  }

  /** Takes a connection out, and tells the others if its person has just gone. */
  void leave(PersonName person, ConnectionId connection, Instant now) {
    if (presence.exit(person, connection)) {
      deliver(frames.leave(person, presence.online(), now), null, null);
    }
  }

  /** Tells the others that somebody is typing, if that person is here. */
  void type(PersonName person) {
    if (presence.includes(person)) {
      deliver(frames.typing(person), person, null);
    }
  }

  /** Takes a message from the bus. */
  void post(Message message) {
    timeline.accept(message).forEach(this::show);
  }

  /** What is missing of the log, if anything is. */
  Optional<Timeline.Gap> gap() {
    return gone ? Optional.empty() : timeline.gap();
  }

  /** Takes a page of the log that was asked for because of a gap. */
  void fill(Timeline.Gap gap, List<Message> page, boolean complete) {
    timeline.fill(gap, page, complete).forEach(this::show);
  }

  /** The room is deleted: everybody has to go. */
  void close() {
    gone = true;
    fanout.accept(new CloseAll(stamps.getAsLong()));
  }

  boolean isGone() {
    return gone;
  }

  /** Whether nobody is in it any more. */
  boolean isEmpty() {
    return presence.isEmpty();
  }

  List<PersonName> online() {
    return presence.online();
  }

  private void show(Message message) {
    deliver(frames.message(message), null, message.seq());
  }

  private void deliver(EncodedFrame frame, PersonName except, Seq seq) {
    fanout.accept(new Deliver(stamps.getAsLong(), frame, except, seq));
  }
}
