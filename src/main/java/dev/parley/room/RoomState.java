package dev.parley.room;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Epoch;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Turnout;
import dev.parley.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * The most people who are told at once, and with everybody's name, when one comes or goes. In a
   * crowd that would cost the square of their number: there it is gathered first.
   */
  static final int CROWD = 100;

  private static final Duration SHORTEST_GATHERING = Duration.ofMillis(100);

  /** How much longer news is gathered for each person, since each one makes the telling dearer. */
  private static final Duration GATHERING_PER_PERSON = Duration.ofNanos(250_000);

  private final RoomId room;
  private final Duration typingInterval;
  private final Presence presence = new Presence();
  private final PresenceNews news = new PresenceNews();
  private final Map<PersonName, Instant> typing = new HashMap<>();
  private final Timeline timeline;
  private final Broadcast broadcast;
  private final FrameEncoder frames;
  private final LongSupplier stamps;
  private final Consumer<FanoutEvent> fanout;
  private Epoch epoch;
  private boolean gone;

  /**
   * A room without anybody in it yet.
   *
   * @param stamps rises with each call, and goes on rising when this state is dropped and the room
   *     gets another
   */
  RoomState(
      RoomId room,
      RoomSettings settings,
      FrameEncoder frames,
      LongSupplier stamps,
      Consumer<FanoutEvent> fanout) {
    this.room = room;
    this.typingInterval = settings.typingInterval();
    this.timeline = new Timeline(settings.heldEvents());
    this.broadcast = new Broadcast(room, frames, stamps, fanout);
    this.frames = frames;
    this.stamps = stamps;
    this.fanout = fanout;
  }

  /** Begins to hand on what is written, behind this seq of this log. */
  void open(Seq head, Epoch epoch) {
    this.epoch = epoch;
    List<Message> due = timeline.open(head);
    show(head, due);
  }

  /** Lets a connection in, and tells everybody if its person has just come. */
  Joined join(PersonName person, ConnectionId connection, Instant now) {
    if (presence.enter(person, connection)) {
      news.add(person);
      tellUnlessCrowd(now);
    }
    return new Joined(stamps.getAsLong(), timeline.last(), epoch, presence.online(), now);
  }

  /** Takes a connection out, and tells the others if its person has just gone. */
  void leave(PersonName person, ConnectionId connection, Instant now) {
    if (presence.exit(person, connection)) {
      typing.remove(person);
      news.add(person);
      tellUnlessCrowd(now);
    }
  }

  /** When to call {@link #tellNews}; empty if there are none. */
  Optional<Duration> newsDueIn() {
    if (news.isEmpty() || gone) {
      return Optional.empty();
    }
    Duration gathering = GATHERING_PER_PERSON.multipliedBy(presence.size());
    return Optional.of(
        gathering.compareTo(SHORTEST_GATHERING) > 0 ? gathering : SHORTEST_GATHERING);
  }

  /** Tells everybody who came and went, if anybody did. */
  void tellNews(Instant now) {
    if (news.isEmpty() || gone) {
      return;
    }
    PersonName last = news.last();
    boolean came = presence.includes(last);
    EncodedFrame plain =
        came
            ? frames.join(last, presence.online(), now)
            : frames.leave(last, presence.online(), now);
    Turnout turnout = news.take(presence, presence.size() <= CROWD);
    EncodedFrame full = frames.presence(room, turnout, now);
    fanout.accept(new TellPresence(stamps.getAsLong(), plain, full, came ? last : null));
  }

  private void tellUnlessCrowd(Instant now) {
    if (presence.size() <= CROWD) {
      tellNews(now);
    }
  }

  /** Tells the others that somebody is typing, if that person is here and it is news. */
  void type(PersonName person, Instant now) {
    Instant before = typing.get(person);
    boolean known = before != null && now.isBefore(before.plus(typingInterval));
    if (presence.includes(person) && !known) {
      typing.put(person, now);
      fanout.accept(new TellTyping(stamps.getAsLong(), frames.typing(room, person), person));
    }
  }

  /** Takes messages from the bus. */
  void post(List<Message> messages) {
    // a message ends the typing, and what is typed next is news
    messages.forEach(message -> typing.remove(message.author()));
    Seq from = timeline.last();
    show(from, timeline.accept(messages));
  }

  /** Hears how far the log goes, or went a moment ago. */
  void know(Seq head) {
    timeline.know(head);
  }

  /** What is missing of the log, if anything is. */
  Optional<Timeline.Gap> gap() {
    return gone ? Optional.empty() : timeline.gap();
  }

  /** Takes what the log has in a gap. */
  void fill(Timeline.Gap gap, List<Message> changes) {
    Seq from = timeline.last();
    show(from, timeline.fill(gap, changes));
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

  private void show(Seq from, List<Message> due) {
    broadcast.show(from, due, timeline.last());
  }
}
