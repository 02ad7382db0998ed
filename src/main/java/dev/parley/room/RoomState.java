package dev.parley.room;

import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Epoch;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Expel;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.NodeId;
import dev.parley.bus.PersonName;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.Reply.PeopleListed;
import dev.parley.bus.RoomEvent;
import dev.parley.bus.RoomEvent.PresenceChanged;
import dev.parley.bus.RoomEvent.TypingStarted;
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
import java.util.Set;
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
  private final NodeId self;
  private final Consumer<RoomEvent> announcements;
  private final Duration typingInterval;
  private final Attendance attendance;
  private final Presence presence;
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
   * @param announcements hears what other nodes have to know
   */
  RoomState(
      RoomId room,
      NodeId self,
      RoomSettings settings,
      FrameEncoder frames,
      LongSupplier stamps,
      Consumer<FanoutEvent> fanout,
      Consumer<RoomEvent> announcements) {
    this.room = room;
    this.self = self;
    this.announcements = announcements;
    this.attendance =
        new Attendance(
            stamps,
            (person, here, before, version) ->
                announcements.accept(
                    new PresenceChanged(room, self, before, version, person, here)));
    this.presence = attendance.everywhere();
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
    if (attendance.enter(person, connection)) {
      changed(person, now);
    }
    return new Joined(stamps.getAsLong(), timeline.last(), epoch, presence.online(), now);
  }

  /** Takes a connection out, and tells the others if its person has just gone. */
  void leave(PersonName person, ConnectionId connection, Instant now) {
    if (attendance.exit(person, connection)) {
      changed(person, now);
    }
  }

  /** Whether another node is known as it says that it is. */
  boolean agrees(NodeId node, long version) {
    return attendance.agrees(node, version);
  }

  /**
   * Hears that somebody came or went at another node.
   *
   * @return whether something is missing before it: the node has to be asked for the whole
   */
  boolean hear(PresenceChanged event, Instant now) {
    boolean misses = attendance.misses(event);
    attendance.take(event).forEach(person -> changed(person, now));
    return misses;
  }

  /** Hears who is in the room at another node. */
  void hear(PeopleListed listed, Instant now) {
    attendance
        .take(listed.node(), listed.version(), listed.people())
        .forEach(person -> changed(person, now));
  }

  /** Hears which other nodes there are; who was at one that is gone has gone. */
  void keep(Set<NodeId> nodes, Instant now) {
    attendance.keep(nodes).forEach(person -> changed(person, now));
  }

  /** Who is in the room at this node. */
  PeopleListed people() {
    return new PeopleListed(self, attendance.version(), attendance.here().online());
  }

  private void changed(PersonName person, Instant now) {
    if (!presence.includes(person)) {
      typing.remove(person);
    }
    news.add(person);
    tellUnlessCrowd(now);
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

  /** Tells everybody that somebody here is typing, if it is news. */
  void type(PersonName person, Instant now) {
    if (attendance.here().includes(person) && tellTyping(person, now)) {
      announcements.accept(new TypingStarted(room, self, person));
    }
  }

  /** Hears that somebody is typing at another node. */
  void hear(TypingStarted event, Instant now) {
    tellTyping(event.person(), now);
  }

  private boolean tellTyping(PersonName person, Instant now) {
    Instant before = typing.get(person);
    boolean known = before != null && now.isBefore(before.plus(typingInterval));
    boolean news = presence.includes(person) && !known;
    if (news) {
      typing.put(person, now);
      fanout.accept(new TellTyping(stamps.getAsLong(), frames.typing(room, person), person));
    }
    return news;
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

  /** These connections may not be here any more: they hear of nothing further. */
  void expel(List<ConnectionId> connections, FailureCode code) {
    fanout.accept(new Expel(stamps.getAsLong(), connections, code));
  }

  boolean isGone() {
    return gone;
  }

  /** Whether nobody of this node is in it any more. */
  boolean isEmpty() {
    return attendance.here().isEmpty();
  }

  List<PersonName> online() {
    return presence.online();
  }

  private void show(Seq from, List<Message> due) {
    broadcast.show(from, due, timeline.last());
  }
}
