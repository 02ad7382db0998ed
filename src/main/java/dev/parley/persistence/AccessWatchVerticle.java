package dev.parley.persistence;

import dev.parley.bus.AccessChange;
import dev.parley.bus.AccessQuery.ReadAccess;
import dev.parley.bus.Addresses;
import dev.parley.bus.Bus;
import dev.parley.bus.Failure;
import dev.parley.bus.NodeEvent.AccessChanged;
import dev.parley.bus.Reply.AccessRead;
import dev.parley.bus.Stores;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody on this node, at {@code Addresses.access()}, what has changed in what somebody
 * may do: at once what the nodes announce, and within {@link #INTERVAL_MS} what the bus lost or
 * another process wrote. Reads through the stores, so that a node without a database hears of it
 * too.
 */
public final class AccessWatchVerticle extends VerticleBase {

  /** How often the table is read, in milliseconds. */
  public static final long INTERVAL_MS = 500;

  private static final Logger log = LoggerFactory.getLogger(AccessWatchVerticle.class);

  private final Bus bus;
  private final Supplier<Stores> storesFactory;
  private final HeardChanges heard = new HeardChanges(nowMs());
  private Stores stores;
  private boolean first = true;
  private boolean reading;
  private boolean failing;

  /**
   * Takes what it needs.
   *
   * @param storesFactory makes the stores of its own
   */
  public AccessWatchVerticle(Bus bus, Supplier<Stores> storesFactory) {
    this.bus = bus;
    this.storesFactory = storesFactory;
  }

  @Override
  public Future<?> start() {
    stores = storesFactory.get();
    return bus.<AccessChanged>listenEverywhere(Addresses.accessEverywhere(), this::hear)
        .completion()
        .compose(listening -> read())
        .onSuccess(started -> vertx.setPeriodic(INTERVAL_MS, timer -> read()));
  }

  private void hear(AccessChanged event) {
    tell(heard.hear(event.changes()));
  }

  /** Never fails: what can't be read now is read later. */
  private Future<Void> read() {
    if (reading) {
      return Future.succeededFuture();
    }
    reading = true;
    return stores
        .ask(new ReadAccess(heard.last()), AccessRead.class)
        .onSuccess(this::take)
        .onFailure(this::failed)
        .transform(
            done -> {
              reading = false;
              first = false;
              boolean more = done.succeeded() && heard.last() < done.result().last();
              return more ? read() : Future.succeededFuture();
            });
  }

  private void take(AccessRead read) {
    failing = false;
    tell(heard.read(read, first, nowMs()));
  }

  private void failed(Throwable error) {
    if (!failing && !Failure.isStopping(error)) {
      failing = true;
      log.warn("access_not_read error={}", error.getMessage());
    }
  }

  private void tell(List<AccessChange> news) {
    if (!news.isEmpty()) {
      bus.publish(Addresses.access(), new AccessChanged(news));
    }
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
