package dev.parley.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import javax.sql.DataSource;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.conflict.MergePolicy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.partitionhandling.PartitionHandling;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.JDBC_PING;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jgroups.util.SocketFactory;

/**
 * Who is in the cluster, and the caches in which Vert.x keeps its registrations. Nodes find each
 * other in the database; one that says nothing for eight seconds is out, and one that can be
 * reached again is in.
 */
final class Membership {

  private static final String CLUSTER = "parley";

  /** How many ports are tried, for several nodes of one machine. */
  private static final int PORTS = 50;

  private static final long SILENCE_MS = 8000;
  private static final long HEARTBEAT_MS = 2000;
  private static final long SOONEST_MERGE_MS = 2000;
  private static final long LATEST_MERGE_MS = 6000;
  private static final long JOIN_MS = 2000;

  /** After which the nodes that the database names are taken for dead, as after a power cut. */
  private static final int JOIN_ATTEMPTS = 3;

  /** Where Vert.x keeps who listens to which address. */
  static final String REGISTRATIONS = "__vertx.subs";

  /** As Vert.x names them; each node has all of their content. */
  private static final List<String> REPLICATED =
      List.of(REGISTRATIONS, "__vertx.haInfo", "__vertx.nodeInfo");

  private static final String DISTRIBUTED = "__vertx.distributed.cache.configuration";

  private Membership() {}

  /** Joins; blocks until this node is in, alone if there is no other. */
  static DefaultCacheManager join(
      DataSource database, InetAddress address, int port, SocketFactory sockets) throws Exception {
    JChannel channel = new JChannel(stack(database, address, port, sockets));
    GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
    global.transport().clusterName(CLUSTER).transport(new JGroupsTransport(channel));
    global.defaultCacheName(null);
    // the rooms are left first, and that needs the caches
    global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
    DefaultCacheManager caches = new DefaultCacheManager(global.build(), false);
    Configuration replicated = cache(CacheMode.REPL_SYNC);
    REPLICATED.forEach(name -> caches.defineConfiguration(name, replicated));
    caches.defineConfiguration(DISTRIBUTED, cache(CacheMode.DIST_SYNC));
    try {
      caches.start();
      return caches;
    } catch (RuntimeException e) {
      close(caches);
      throw e;
    }
  }

  private static Configuration cache(CacheMode mode) {
    // the parts of a cluster that was cut go on, each for itself, and have the same when they meet
    return new ConfigurationBuilder()
        .clustering()
        .cacheMode(mode)
        .partitionHandling()
        .whenSplit(PartitionHandling.ALLOW_READ_WRITES)
        .mergePolicy(MergePolicy.PREFERRED_NON_NULL)
        .build();
  }

  private static List<Protocol> stack(
      DataSource database, InetAddress address, int port, SocketFactory sockets) throws Exception {
    TCP tcp = new TCP();
    tcp.setBindAddress(address).setBindPort(port).setPortRange(PORTS);
    tcp.setSocketFactory(sockets);
    JDBC_PING discovery = new JDBC_PING().setDataSource(database);
    // the table comes with the schema
    discovery.setValue("initialize_sql", "");
    discovery.setValue("remove_all_data_on_view_change", true);
    NAKACK2 ordered = new NAKACK2();
    ordered.setValue("use_mcast_xmit", false);
    GMS views = new GMS();
    views.setValue("join_timeout", JOIN_MS);
    views.setValue("max_join_attempts", JOIN_ATTEMPTS);
    views.setValue("print_local_addr", false);
    return List.of(
        tcp,
        discovery,
        new MERGE3().setMinInterval(SOONEST_MERGE_MS).setMaxInterval(LATEST_MERGE_MS),
        new FD_SOCK2().setBindAddress(address),
        new FD_ALL3().setTimeout(SILENCE_MS).setInterval(HEARTBEAT_MS),
        new VERIFY_SUSPECT2(),
        ordered,
        new UNICAST3(),
        new STABLE(),
        views,
        new UFC(),
        new MFC(),
        new FRAG2());
  }

  /** Leaves; the others know at once. */
  static void close(DefaultCacheManager caches) {
    try {
      caches.close();
    } catch (IOException e) {
      throw new ClusterException("The cluster could not be left: " + e.getMessage(), e);
    }
  }
}
