package dev.parley.bridge;

import dev.parley.bus.Bus;
import dev.parley.bus.Ids;
import dev.parley.bus.PublicAddresses;
import dev.parley.bus.PublicBus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;

/**
 * Answers the public addresses on this node. Whoever can send there from within the process is
 * trusted to say who it speaks for; the bridges see to it for their clients.
 */
public final class ChatVerticle extends VerticleBase {

  private final Bus bus;
  private final PublicBus publicBus;
  private final Ids ids;
  private final int maxFollowers;
  private Runnable posts;

  /**
   * Takes what it needs.
   *
   * @param maxFollowers how often rooms may be followed at the same time, all followers of this
   *     node together; as many addresses of rooms are kept
   */
  public ChatVerticle(Bus bus, PublicBus publicBus, Ids ids, int maxFollowers) {
    this.bus = bus;
    this.publicBus = publicBus;
    this.ids = ids;
    this.maxFollowers = maxFollowers;
  }

  @Override
  public Future<?> start() {
    ChatRequests requests = new ChatRequests(bus, ids);
    FollowedRooms followed = new FollowedRooms(bus, publicBus, maxFollowers);
    posts = publicBus.servePosts(context, maxFollowers, requests::post);
    return Future.all(
        List.of(
                publicBus.serve(PublicAddresses.rooms(), requests::rooms),
                publicBus.serve(PublicAddresses.history(), requests::history),
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
