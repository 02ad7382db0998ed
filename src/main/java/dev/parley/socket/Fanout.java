package dev.parley.socket;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.FanoutEvent;
import dev.parley.bus.FanoutEvent.CloseAll;
import dev.parley.bus.FanoutEvent.Deliver;
import dev.parley.bus.FanoutEvent.Expel;
import dev.parley.bus.FanoutEvent.TellPresence;
import dev.parley.bus.FanoutEvent.TellTyping;
import dev.parley.bus.RoomId;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which connections of one HTTP verticle are in which room. It listens to a room while one of them
 * is, and puts each frame into a buffer once, however many there are.
 *
 * <p>Belongs to the verticle's event loop. It holds no more than there are subscriptions.
 */
final class Fanout {

  /** The members of one room on this event loop. */
  private static final class Audience implements FanoutEvent.Visitor {
    private final Set<Subscription> members = new LinkedHashSet<>();
    MessageConsumer<FanoutEvent> consumer;

    private Subscription[] snapshot;

    @Override
    public void deliver(Deliver event) {
      WireFrame.lend(event.frames(), wire -> each(member -> member.deliver(event, wire)));
    }

    @Override
    public void tellTyping(TellTyping event) {
      WireFrame.lend(event.frame(), wire -> each(member -> member.tellTyping(event, wire)));
    }

    @Override
    public void tellPresence(TellPresence event) {
      WireFrame.lend(
          event.plain(),
          plain ->
              WireFrame.lend(
                  event.full(), full -> each(member -> member.tellPresence(event, plain, full))));
    }

    @Override
    public void closeAll(CloseAll event) {
      each(member -> member.closeAll(event));
    }

    @Override
    public void expel(Expel event) {
      each(member -> member.expel(event));
    }

    void add(Subscription member) {
      members.add(member);
      snapshot = null;
    }

    /** Whether it was the last one. */
    boolean remove(Subscription member) {
      boolean removed = members.remove(member);
      snapshot = null;
      return removed && members.isEmpty();
    }

    /** A member that turns out to be too slow leaves while the others are still being served. */
    private void each(Consumer<Subscription> action) {
      if (snapshot == null) {
        snapshot = members.toArray(new Subscription[0]);
      }
      for (Subscription member : snapshot) {
        action.accept(member);
      }
    }
  }

  private final Map<RoomId, Audience> audiences = new HashMap<>();
  private final Bus bus;

  Fanout(Bus bus) {
    this.bus = bus;
  }

  /** From now on the subscription gets what happens in the room. */
  void attach(RoomId room, Subscription subscription) {
    audiences.computeIfAbsent(room, this::listen).add(subscription);
  }

  /** From now on it doesn't. */
  void detach(RoomId room, Subscription subscription) {
    Audience audience = audiences.get(room);
    if (audience != null && audience.remove(subscription)) {
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
