package dev.parley.room;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes the events for the sockets of what a timeline hands on: the frames of each message once,
 * and as many in one event as there are, so that a socket gets them in one write. Where the log
 * leaves places out, the clients of the full protocol are told, since they count.
 */
final class Broadcast {

  /**
   * About how many bytes go in one event: an outbox takes an event or doesn't, and shall not be
   * called full for the size of one.
   */
  static final int MOST_BYTES = 128 << 10;

  private final RoomId room;
  private final FrameEncoder encoder;
  private final LongSupplier stamps;
  private final Consumer<FanoutEvent> fanout;
  private List<EncodedFrame> frames = new ArrayList<>();
  private long bytes;
  private boolean plain = true;

  Broadcast(RoomId room, FrameEncoder encoder, LongSupplier stamps, Consumer<FanoutEvent> fanout) {
    this.room = room;
    this.encoder = encoder;
    this.stamps = stamps;
    this.fanout = fanout;
  }

  /**
   * Shows a part of the log.
   *
   * @param from how far it was shown before
   * @param messages what is due
   * @param to how far it is shown then
   */
  void show(Seq from, List<Message> messages, Seq to) {
    Seq at = from;
    for (Message message : messages) {
      Seq position = message.position();
      if (position.value() > at.value() + 1) {
        skipTo(at, new Seq(position.value() - 1));
        at = new Seq(position.value() - 1);
      }
      startEvent(at, isPlain(message));
      add(encoder.message(message));
      if (bytes > MOST_BYTES) {
        flush(position);
      }
      at = position;
    }
    skipTo(at, to);
  }

  /** The plain protocol has neither changes nor notices nor threads. */
  private static boolean isPlain(Message message) {
    return message.change() == null
        && message.notice() == null
        && message.extras().thread() == null;
  }

  private void skipTo(Seq at, Seq to) {
    flush(at);
    if (at.compareTo(to) < 0) {
      startEvent(at, false);
      add(encoder.caughtUp(room, to));
      flush(to);
    }
  }

  /** What goes in one event goes to the same sockets. */
  private void startEvent(Seq at, boolean forPlain) {
    if (plain != forPlain) {
      flush(at);
      plain = forPlain;
    }
  }

  private void add(EncodedFrame frame) {
    frames.add(frame);
    bytes += frame.length();
  }

  private void flush(Seq upTo) {
    if (!frames.isEmpty()) {
      fanout.accept(new Deliver(stamps.getAsLong(), frames, upTo, plain));
      frames = new ArrayList<>();
      bytes = 0;
    }
  }
}
