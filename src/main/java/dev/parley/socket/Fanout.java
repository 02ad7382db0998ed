package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.RoomId;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which connections of one HTTP verticle are in which room. It listens to a room while one of them
 * is, and puts each frame into a buffer once, however many there are.
 *
 * <p>Belongs to the verticle's event loop. It holds no more than there are connections.
 */
final class Fanout {

  /** The members of one room on this event loop. */
  private static final class Audience implements FanoutEvent.Visitor {
    final Set<Subscription> members = new LinkedHashSet<>();
    MessageConsumer<FanoutEvent> consumer;

    @Override
    public void deliver(Deliver event) {
      WireFrame.lend(
          event.frame(),
          wire -> {
            for (Subscription member : snapshot()) {
              member.deliver(event, wire);
            }
          });
    }

    @Override
    public void closeAll(CloseAll event) {
      for (Subscription member : snapshot()) {
        member.closeAll(event);
      }
    }

    /** A member that turns out to be too slow leaves while the others are still being served. */
    private Subscription[] snapshot() {
      return members.toArray(new Subscription[0]);
    }
  }

  private final Map<RoomId, Audience> audiences = new HashMap<>();
  private final Bus bus;

  Fanout(Bus bus) {
    this.bus = bus;
  }

  /** From now on the subscription gets what happens in the room. */
  void attach(RoomId room, Subscription subscription) {
    audiences.computeIfAbsent(room, this::listen).members.add(subscription);
  }

  /** From now on it doesn't. */
  void detach(RoomId room, Subscription subscription) {
    Audience audience = audiences.get(room);
    if (audience != null && audience.members.remove(subscription) && audience.members.isEmpty()) {
      audiences.remove(room);
      audience.consumer.unregister();
    }
  }

  private Audience listen(RoomId room) {
    Audience audience = new Audience();
    audience.consumer = bus.listen(Addresses.fanout(room), event -> event.accept(audience));
    return audience;
  }
}
