package dev.parley.persistence;

import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.FailureCode;
import dev.parley.bus.FindStorage;
import dev.parley.bus.NodeId;
import dev.parley.bus.Reply;
import dev.parley.bus.Reply.StorageFound;
import dev.parley.bus.StoreQuery;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets nodes that have no database use this one's. They ask which node has one and then stay with
 * it, so that what a room appends keeps its order.
 *
 * <p>When it stops, it first isn't found any more, then refuses what is new, which the others ask
 * elsewhere, and ends when what it has taken on is answered.
 */
public final class SharedStorageVerticle extends VerticleBase {

  private final Bus bus;
  private final NodeId self;
  private final Set<Future<Reply>> open = new HashSet<>();
  private MessageConsumer<FindStorage> finding;
  private boolean stopping;

  /** Shares the storage of this node, which answers already. */
  public SharedStorageVerticle(Bus bus, NodeId self) {
    this.bus = bus;
    this.self = self;
  }

  @Override
  public Future<?> start() {
    return bus.<StoreQuery>answerAnywhere(Addresses.storage(self), this::pass)
        .completion()
        .compose(
            ready -> {
              finding =
                  bus.answerAnywhere(
                      Addresses.storage(), find -> Future.succeededFuture(new StorageFound(self)));
              return finding.completion();
            });
  }

  private Future<Reply> pass(StoreQuery query) {
    if (stopping) {
      return Future.failedFuture(new Failure(FailureCode.STOPPING));
    }
    Future<Reply> answer = bus.request(query.address(), query, Reply.class);
    open.add(answer);
    return answer.onComplete(answered -> open.remove(answer));
  }

  @Override
  public Future<?> stop() {
    return finding
        .unregister()
        .eventually(
            () -> {
              stopping = true;
              // an answer that is a failure is one too: what comes of this is not asked
              return Future.join(List.copyOf(open));
            });
  }
}
