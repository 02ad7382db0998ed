package dev.parley.bus;

import io.vertx.core.Future;
import java.util.Set;

/**
 * The stores of another node. It stays with one node for as long as that answers: with two, what a
 * person writes could be stored in another order than it was written in.
 *
 * <p>What a node that stops refuses, having done nothing, is asked of the next at once. What a node
 * that died leaves without an answer fails as {@code outcome_unknown}.
 */
final class RemoteStores implements Stores {

  /** After these, another node may do better. */
  private static final Set<FailureCode> LEAVE =
      Set.of(
          FailureCode.STOPPING,
          FailureCode.OVERLOADED,
          FailureCode.STORAGE_UNAVAILABLE,
          FailureCode.OUTCOME_UNKNOWN);

  private final Bus bus;
  private final Nodes nodes;

  /** The node that is asked; null before the first question, and when it is to be found anew. */
  private volatile Future<NodeId> storage;

  RemoteStores(Bus bus, Nodes nodes) {
    this.bus = bus;
    this.nodes = nodes;
  }

  @Override
  public <T extends Reply> Future<T> ask(StoreQuery query, Class<T> answer) {
    return askOnce(query, answer)
        .recover(error -> isRefused(error) ? askOnce(query, answer) : Future.failedFuture(error));
  }

  private <T extends Reply> Future<T> askOnce(StoreQuery query, Class<T> answer) {
    Future<NodeId> asked = storage();
    return asked
        .compose(node -> bus.requestAnywhere(Addresses.storage(node), query, answer))
        .onFailure(error -> leave(asked, error));
  }

  private Future<NodeId> storage() {
    Future<NodeId> found = storage;
    if (found == null || isGone(found)) {
      found =
          bus.requestAnywhere(Addresses.storage(), new FindStorage(), Reply.StorageFound.class)
              .map(Reply.StorageFound::node)
              .recover(error -> Future.failedFuture(noStorage()));
      storage = found;
    }
    return found;
  }

  private boolean isGone(Future<NodeId> found) {
    return found.succeeded() && !nodes.others().contains(found.result());
  }

  private void leave(Future<NodeId> asked, Throwable error) {
    if (storage == asked && error instanceof Failure failure && LEAVE.contains(failure.code())) {
      storage = null;
    }
  }

  private static boolean isRefused(Throwable error) {
    return error == BusFailures.NOBODY
        || error instanceof Failure failure && failure.code() == FailureCode.STOPPING;
  }

  private static Failure noStorage() {
    return new Failure(
        FailureCode.STORAGE_UNAVAILABLE, "No node with a database answers just now.");
  }
}
