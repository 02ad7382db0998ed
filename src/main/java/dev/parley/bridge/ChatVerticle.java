package dev.parley.bridge;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import dev.parley.bus.Stores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers the public addresses on this node. Whoever can send there from within the process is
 * trusted to say who it speaks for; the bridges see to it for their clients.
 */
public final class ChatVerticle extends VerticleBase {

  private final Bus bus;
  private final PublicBus publicBus;
  private final Supplier<Stores> storesFactory;
  private final Ids ids;
  private final int maxFollowers;
  private Runnable posts;

  /**
   * Takes what it needs.
   *
   * @param storesFactory makes the stores of its own
   * @param maxFollowers how often rooms may be followed at the same time, all followers of this
   *     node together; as many addresses of rooms are kept
   */
  public ChatVerticle(
      Bus bus, PublicBus publicBus, Supplier<Stores> storesFactory, Ids ids, int maxFollowers) {
    this.bus = bus;
    this.storesFactory = storesFactory;
    this.publicBus = publicBus;
    this.ids = ids;
    this.maxFollowers = maxFollowers;
  }

  @Override
  public Future<?> start() {
    Stores stores = storesFactory.get();
    ChatCallers callers = new ChatCallers(stores);
    RoomAsking rooms = new RoomAsking(bus);
    PeopleRequests people = new PeopleRequests(bus, stores, callers);
    MemberRequests members = new MemberRequests(rooms, callers);
    MessageRequests messages = new MessageRequests(rooms, callers);
    ModerationRequests moderation = new ModerationRequests(rooms, ids, callers);
    ChatRequests requests = new ChatRequests(bus, ids, callers);
    FollowedRooms followed = new FollowedRooms(bus, publicBus, callers, maxFollowers);
    posts = publicBus.servePosts(context, maxFollowers, requests::post);
    return Future.all(
        List.of(
                bus.<AccessChanged>listen(Addresses.access(), callers::hear),
                publicBus.serve(PublicAddresses.rooms(), requests::rooms),
                publicBus.serve(PublicAddresses.history(), requests::history),
                publicBus.serve(PublicAddresses.people(), people::carryOut),
                publicBus.serve(PublicAddresses.members(), members::carryOut),
                publicBus.serve(PublicAddresses.messages(), messages::carryOut),
                publicBus.serve(PublicAddresses.moderation(), moderation::carryOut),
                publicBus.serve(PublicAddresses.session(), requests::session),
                publicBus.serve(PublicAddresses.follow(), followed::follow),
                publicBus.serve(PublicAddresses.unfollow(), followed::unfollow))
            .stream()
            .map(MessageConsumer::completion)
            .toList());
  }

  @Override
  public Future<?> stop() {
    posts.run();
    return Future.succeededFuture();
  }
}
