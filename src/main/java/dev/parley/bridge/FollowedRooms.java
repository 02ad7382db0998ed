package dev.parley.bridge;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.EncodedFrame;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FanoutEvent.Expel;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.PersonName;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.Reply.Done;
import dev.parley.bus.Reply.Joined;
import dev.parley.bus.RoomCommand.JoinRoom;
import dev.parley.bus.RoomCommand.LeaveRoom;
import dev.parley.bus.RoomId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms that somebody follows over the public bus: what this node's sockets are told of them is
 * published there too, decoded once however many listen. Who follows a room is in it like anybody
 * with a socket, and in its list.
 *
 * <p>Belongs to the verticle's context.
 */
final class FollowedRooms {

  private static final Logger log = LoggerFactory.getLogger(FollowedRooms.class);

  private final Map<RoomId, FollowedRoom> rooms = new HashMap<>();
  private final Bus bus;
  private final PublicBus publicBus;
  private final ChatCallers callers;
  private final int max;
  private int followers;

  /**
   * Nobody follows any room yet.
   *
   * @param max how often rooms may be followed, all followers together
   */
  FollowedRooms(Bus bus, PublicBus publicBus, ChatCallers callers, int max) {
    this.callers = callers;
    this.bus = bus;
    this.publicBus = publicBus;
    this.max = max;
  }

  /**
   * {@code chat.follow}: answered when nothing that happens in the room from {@code head} on is
   * missed.
   */
  Future<JsonObject> follow(JsonObject request) {
    Fields fields = new Fields(request);
    RoomId room = fields.room();
    PersonName person = PersonName.parse(fields.text("username"));
    ConnectionId follower = new ConnectionId(fields.uuid("follower"));
    if (followers >= max) {
      throw new Failure(FailureCode.TOO_MANY_SUBSCRIPTIONS);
    }
    rooms.computeIfAbsent(room, FollowedRoom::new).add(follower, person);
    return callers
        .of(request)
        .compose(caller -> join(new JoinRoom(room, caller.actor(), follower)))
        .onFailure(error -> unfollow(room, follower))
        .map(joined -> following(room, joined));
  }

  private Future<Joined> join(JoinRoom command) {
    return bus.request(Addresses.roomCommands(command.room()), command, Joined.class);
  }

  private static JsonObject following(RoomId room, Joined joined) {
    JsonArray online = new JsonArray();
    joined.online().forEach(person -> online.add(person.value()));
    return new JsonObject()
        .put("room_id", room.toString())
        .put("epoch", joined.epoch().value())
        .put("head", joined.head().value())
        .put("online_users", online);
  }

  /** {@code chat.unfollow}; harmless for whoever doesn't follow. */
  Future<JsonObject> unfollow(JsonObject request) {
    Fields fields = new Fields(request);
    RoomId room = fields.room();
    return unfollow(room, new ConnectionId(fields.uuid("follower"))).map(done -> new JsonObject());
  }

  private Future<Done> unfollow(RoomId room, ConnectionId follower) {
    FollowedRoom followed = rooms.get(room);
    PersonName person = followed == null ? null : followed.remove(follower);
    return person == null
        ? Future.succeededFuture(new Done())
        : bus.request(
                Addresses.roomCommands(room), new LeaveRoom(room, person, follower), Done.class)
            .onFailure(error -> log.warn("unfollow_failed room={}", room, error));
  }

  /** One room, and who follows it. */
  private final class FollowedRoom implements FanoutEvent.Visitor {
    private final RoomId room;
    private final String events;
    private final Map<ConnectionId, PersonName> people = new HashMap<>();
    private final MessageConsumer<FanoutEvent> consumer;

    FollowedRoom(RoomId room) {
      this.room = room;
      this.events = PublicAddresses.events(room);
      this.consumer = bus.listen(Addresses.fanout(room), event -> event.accept(this));
    }

    void add(ConnectionId follower, PersonName person) {
      if (people.put(follower, person) == null) {
        followers++;
      }
    }

    PersonName remove(ConnectionId follower) {
      PersonName person = people.remove(follower);
      if (person != null) {
        followers--;
      }
      if (people.isEmpty()) {
        end();
      }
      return person;
    }

    private void end() {
      rooms.remove(room, this);
      consumer.unregister();
    }

    @Override
    public void deliver(Deliver event) {
      event.frames().forEach(this::tell);
    }

    @Override
    public void tellTyping(TellTyping event) {
      tell(event.frame());
    }

    @Override
    public void tellPresence(TellPresence event) {
      tell(event.full());
    }

    @Override
    public void closeAll(CloseAll event) {
      followers -= people.size();
      people.clear();
      end();
      publicBus.tell(
          events,
          new JsonObject()
              .put("type", "unsubscribed")
              .put("room_id", room.toString())
              .put("code", FailureCode.ROOM_NOT_FOUND.code()));
    }

    /** Whom it is about is said to everybody who listens there; it concerns that one only. */
    @Override
    public void expel(Expel event) {
      for (ConnectionId follower : event.connections()) {
        if (people.containsKey(follower)) {
          publicBus.tell(
              events,
              new JsonObject()
                  .put("type", "unsubscribed")
                  .put("room_id", room.toString())
                  .put("code", event.code().code())
                  .put("follower", follower.toString()));
          remove(follower);
        }
      }
    }

    private void tell(EncodedFrame frame) {
      publicBus.tell(events, new JsonObject(Buffer.buffer(frame.json())));
    }
  }
}
