package dev.parley.cluster;

import dev.parley.bus.PublicAddresses;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.infinispan.context.Flag;
import org.infinispan.manager.DefaultCacheManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who listens where on the bus, kept whole. When a cluster that was cut in parts is one again,
 * Infinispan goes on with what one of the parts had: what the others had registered is lost, and
 * the bus isn't told of what came back. So each node looks every now and then whether what it has
 * registered is there, and tells the bus of what has changed without a word.
 *
 * <p>Safe for any thread.
 */
final class Registrations extends InfinispanClusterManager {

  private static final Logger log = LoggerFactory.getLogger(Registrations.class);

  private final DefaultCacheManager caches;
  private final Map<String, Set<RegistrationInfo>> own = new ConcurrentHashMap<>();
  private final Map<String, Set<RegistrationInfo>> told = new ConcurrentHashMap<>();
  private volatile RegistrationListener bus;

  Registrations(DefaultCacheManager caches) {
    super(caches);
    this.caches = caches;
  }

  @Override
  public synchronized void registrationListener(RegistrationListener listener) {
    bus = listener;
    super.registrationListener(listener);
  }

  @Override
  public void addRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    RegistrationInfo needed = needed(address, registration);
    if (!needed.localOnly()) {
      own.computeIfAbsent(address, a -> ConcurrentHashMap.newKeySet()).add(needed);
    }
    super.addRegistration(address, needed, promise);
  }

  @Override
  public void removeRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    RegistrationInfo needed = needed(address, registration);
    if (!needed.localOnly()) {
      own(address).remove(needed);
    }
    super.removeRegistration(address, needed, promise);
  }

  /**
   * The bridge of Vert.x listens to a room's events for the whole cluster, where they are never
   * told: that would be an address for each room.
   */
  private static RegistrationInfo needed(String address, RegistrationInfo registration) {
    return PublicAddresses.isEvents(address)
        ? new RegistrationInfo(registration.nodeId(), registration.seq(), true)
        : registration;
  }

  private Set<RegistrationInfo> own(String address) {
    return own.getOrDefault(address, new HashSet<>());
  }

  /** Nodes have come or gone: the bus is told of everything when it is looked at next. */
  void nodesChanged() {
    told.clear();
  }

  /** Looks whether everything is there; blocks. */
  void repair() {
    restoreNode();
    own.keySet().forEach(this::restore);
    caches
        .getCache(Membership.REGISTRATIONS)
        .getAdvancedCache()
        .withFlags(Flag.CACHE_MODE_LOCAL)
        .keySet()
        .forEach(address -> tell((String) address));
  }

  private void restoreNode() {
    NodeInfo node = getNodeInfo();
    getNodeInfo(
        getNodeId(),
        (found, missing) -> {
          if (missing != null && node != null) {
            log.warn("node_registered_again node={}", getNodeId());
            setNodeInfo(node, Registrations::restored);
          }
        });
  }

  private void restore(String address) {
    getRegistrations(
        address,
        (found, error) -> {
          if (error == null) {
            Set<RegistrationInfo> missing = new HashSet<>(own(address));
            found.forEach(missing::remove);
            missing.forEach(registration -> restore(address, registration));
          }
        });
  }

  private void restore(String address, RegistrationInfo registration) {
    log.warn("bus_registered_again address={}", address);
    super.addRegistration(
        address,
        registration,
        (added, error) -> {
          restored(added, error);
          if (!own(address).contains(registration)) {
            super.removeRegistration(address, registration, Registrations::restored);
          }
        });
  }

  private static void restored(Void done, Throwable error) {
    if (error != null) {
      log.warn("bus_not_registered_again {}", error.getMessage()); // the next look tries again
    }
  }

  private void tell(String address) {
    getRegistrations(
        address,
        (found, error) -> {
          if (error == null && !Set.copyOf(found).equals(told.put(address, Set.copyOf(found)))) {
            tell(address, found);
          }
        });
  }

  private void tell(String address, List<RegistrationInfo> found) {
    if (bus.wantsUpdatesFor(address)) {
      bus.registrationsUpdated(new RegistrationUpdateEvent(address, found));
    }
  }
}
