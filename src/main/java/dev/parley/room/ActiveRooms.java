package dev.parley.room;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.MessageQuery.SelectChanges;
import dev.parley.bus.Reply.ChangesRead;
import dev.parley.bus.Reply.HeadsRead.Head;
import dev.parley.bus.Reply.RoomFound;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomQuery.SelectRoom;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one verticle that somebody is in. A room's state is made with the first who comes
 * and dropped with the last who goes; in between it fills holes in what the bus delivers from the
 * log. A hole at the end shows only there, so the {@link HeadCheck} looks for it.
 *
 * <p>Belongs to the verticle's context. There are no more of them than connections, which {@code
 * limits.connections} bounds.
 */
final class ActiveRooms {

  /** How long a missing event may be on its way before the log is asked, in milliseconds. */
  static final long GAP_PATIENCE_MS = 200;

  /** How often rooms are compared with the log, in milliseconds. */
  static final long HEAD_CHECK_MS = 5_000;

  private static final Logger log = LoggerFactory.getLogger(ActiveRooms.class);

  /** A room's state, and when it is ready for use. */
  private static final class Active {
    final RoomState state;
    Future<RoomState> ready;
    int entering;
    boolean filling;
    boolean gathering;

    Active(RoomState state) {
      this.state = state;
    }
  }

  private final Map<RoomId, Active> rooms = new HashMap<>();
  private final Vertx vertx;
  private final Bus bus;
  private final FrameEncoder frames;
  private final RoomSettings settings;
  private final Clock clock;

  /**
   * One for all rooms: a socket may still hear from a room's last state when it is let into its
   * next one.
   */
  private long stamp;

  ActiveRooms(Vertx vertx, Bus bus, FrameEncoder frames, RoomSettings settings, Clock clock) {
    this.vertx = vertx;
    this.bus = bus;
    this.frames = frames;
    this.settings = settings;
    this.clock = clock;
  }

  /** Begins to compare the rooms with the log; ends with the verticle. */
  void start() {
    HeadCheck check = new HeadCheck(bus, this::ready, this::know);
    vertx.setPeriodic(settings.headCheck().toMillis(), timer -> check.run());
  }

  /** The state of a room, made if there is none; fails for a room that does not exist. */
  Future<RoomState> enter(RoomId room) {
    Active active = rooms.computeIfAbsent(room, this::activate);
    active.entering++;
    return existing(active).onComplete(entered -> active.entering--);
  }

  /**
   * The state of a room, if it has one. Whoever asks is served after everybody who asked before.
   */
  Optional<Future<RoomState>> find(RoomId room) {
    return Optional.ofNullable(rooms.get(room)).map(ActiveRooms::existing);
  }

  /** Drops a room's state if nobody is in it any more, and nobody about to be. */
  void dropIfEmpty(RoomId room) {
    rooms.computeIfPresent(
        room, (id, active) -> active.entering == 0 && active.state.isEmpty() ? null : active);
  }

  /** Hands messages to their room, if anybody is there to see them. */
  void post(RoomId room, List<Message> messages) {
    Active active = rooms.get(room);
    if (active != null) {
      active.state.post(messages);
      fillGap(room, active);
    }
  }

  /** Sees to it that what a crowd has not been told yet, it is told in time. */
  void tellSoon(RoomId room) {
    Active active = rooms.get(room);
    if (active == null || active.gathering) {
      return;
    }
    active
        .state
        .newsDueIn()
        .ifPresent(
            delay -> {
              active.gathering = true;
              vertx.setTimer(delay.toMillis(), timer -> tell(active));
            });
  }

  private void tell(Active active) {
    active.gathering = false;
    active.state.tellNews(now());
  }

  /** Times are as fine as they are shown, so that what is stored and what was sent are equal. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Closes a room that was deleted. */
  void close(RoomId room) {
    Active active = rooms.remove(room);
    if (active != null) {
      active.state.close();
    }
  }

  private Active activate(RoomId room) {
    String fanout = Addresses.fanout(room);
    Active active =
        new Active(
            new RoomState(
                room, settings, frames, () -> ++stamp, event -> bus.publish(fanout, event)));
    // the state takes events from now on, and sorts out by their seq which of them the head already
    // counts
    active.ready =
        bus.request(Addresses.roomStore(), new SelectRoom(room), RoomFound.class)
            .onSuccess(
                found -> {
                  active.state.open(found.head(), found.room().epoch());
                  fillGap(room, active);
                })
            .onFailure(error -> rooms.remove(room, active))
            .map(active.state);
    return active;
  }

  private static Future<RoomState> existing(Active active) {
    return active.ready.compose(
        state ->
            state.isGone()
                ? Future.failedFuture(new Failure(FailureCode.ROOM_NOT_FOUND))
                : Future.succeededFuture(state));
  }

  private List<RoomId> ready() {
    return rooms.entrySet().stream()
        .filter(room -> room.getValue().ready.succeeded())
        .map(Map.Entry::getKey)
        .toList();
  }

  private void know(Head head) {
    Active active = rooms.get(head.room());
    if (active != null) {
      active.state.know(head.seq());
      // its event may only be late: the patience with a gap is enough for that
      fillGap(head.room(), active);
    }
  }

  private void fillGap(RoomId room, Active active) {
    if (!active.filling && active.state.gap().isPresent()) {
      active.filling = true;
      vertx.setTimer(GAP_PATIENCE_MS, timer -> readGap(room, active));
    }
  }

  private void readGap(RoomId room, Active active) {
    Optional<Timeline.Gap> gap = active.state.gap();
    if (gap.isEmpty() || rooms.get(room) != active) {
      active.filling = false;
      return;
    }
    log.info("gap room={} after={} up_to={}", room, gap.get().after(), gap.get().upTo());
    SelectChanges missing = new SelectChanges(room, gap.get().after(), gap.get().upTo());
    bus.request(Addresses.messageStore(), missing, ChangesRead.class)
        .onSuccess(read -> active.state.fill(gap.get(), read.messages()))
        .onFailure(error -> log.warn("gap_not_filled room={} error={}", room, error.getMessage()))
        .onComplete(
            read -> {
              active.filling = false;
              fillGap(room, active);
            });
  }
}
