package dev.parley.cluster;

import dev.parley.testing.Relay;
import dev.parley.testing.Tool;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/**
 * Machines of their own on this one: network namespaces, each with two links. The one for the
 * cluster goes over a router, which can drop what one machine sends to another without a word; over
 * the other one a machine reaches the database, and the test reaches the machine.
 *
 * <p>They need root and iproute2, which is installed where that can be done. Without, a test is
 * skipped, unless {@code -Dparley.test.network=required} says that it mustn't be.
 */
final class Machines implements Site, AutoCloseable {

  private static final boolean REQUIRED =
      "required".equals(System.getProperty("parley.test.network"));

  private static final String MISSING =
      "Cutting the bus needs network namespaces: root, and iproute2 (on Debian: apt-get install iproute2).";

  private final Vertx vertx = Vertx.vertx();
  private final Deque<String> namespaces = new ArrayDeque<>();
  private final Deque<String> cuts = new ArrayDeque<>();
  private final int run = new Random().nextInt(1 << 9);
  private final String name = "parley" + HexFormat.of().toHexDigits((short) run).substring(1);
  private final String router = name + "r";

  private Machines() {}

  /** Makes so many; the test is skipped if that can't be done here. */
  static Machines make(int count) throws IOException {
    Machines machines = new Machines();
    try {
      requireIproute();
      machines.build(count);
      return machines;
    } catch (IOException | AssertionError e) {
      machines.close();
      if (REQUIRED) {
        throw new AssertionError(MISSING, e);
      }
      Assumptions.abort(MISSING + " " + e.getMessage());
      throw e;
    }
  }

  private static void requireIproute() throws IOException {
    if (!Tool.succeeds("ip", "-V")) {
      Tool.run("apt-get", "update");
      Tool.run("apt-get", "install", "-y", "--no-install-recommends", "iproute2");
    }
  }

  private void build(int count) throws IOException {
    namespace(router);
    Tool.run("ip", "netns", "exec", router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
    for (int i = 0; i < count; i++) {
      String machine = machine(i);
      namespace(machine);
      in(machine, "link set lo up");
      ip("link add " + machine + " type veth peer name out netns " + machine);
      ip("addr add " + gateway(i) + "/30 dev " + machine);
      ip("link set " + machine + " up");
      in(machine, "addr add " + door(i) + "/30 dev out");
      in(machine, "link set out up");
      in(router, "link add m" + i + " type veth peer name bus netns " + machine);
      in(router, "addr add 10.0." + i + ".1/24 dev m" + i);
      in(router, "link set m" + i + " up");
      in(machine, "addr add " + bus(i) + "/24 dev bus");
      in(machine, "link set bus up");
      in(machine, "route add default via 10.0." + i + ".1");
    }
  }

  private void namespace(String namespace) throws IOException {
    ip("netns add " + namespace);
    namespaces.push(namespace);
  }

  private String machine(int number) {
    return name + "m" + number;
  }

  /** The address of a machine for the other ones. */
  private static String bus(int number) {
    return "10.0." + number + ".2";
  }

  /** That of this machine for that one, in what is kept for tests of networks (RFC 2544). */
  private String gateway(int number) {
    return outside(4 * number + 1);
  }

  /** And the other way round. */
  private String door(int number) {
    return outside(4 * number + 2);
  }

  private String outside(int last) {
    return "198." + (18 + (run >> 8)) + "." + (run & 0xFF) + "." + last;
  }

  @Override
  public List<String> command(int node) {
    return List.of("ip", "netns", "exec", machine(node));
  }

  @Override
  public List<String> settings(int node, String database) {
    URI there = URI.create(database.substring("jdbc:".length()));
    int port = Relay.listen(vertx, gateway(node), there.getHost(), there.getPort());
    return List.of(
        "--database.url=" + database.replace(there.getAuthority(), gateway(node) + ":" + port),
        "--cluster.host=" + bus(node),
        "--http.host=" + door(node),
        // away from 127.0.0.1 it would be for members only
        "--access.mode=open");
  }

  @Override
  public int reach(int node, int port) {
    return Relay.listen(vertx, "127.0.0.1", door(node), port);
  }

  /** From now on, nothing that one sends to the other arrives, nor is it refused. */
  void cut(int from, int to) throws IOException {
    String rule = "from " + bus(from) + " to " + bus(to) + " blackhole";
    in(router, "rule add " + rule);
    cuts.push(rule);
  }

  /** Nothing comes through between the one and the others. */
  void isolate(int one, List<Integer> others) throws IOException {
    for (int other : others) {
      cut(one, other);
      cut(other, one);
    }
  }

  /** Everything comes through again. */
  void heal() throws IOException {
    while (!cuts.isEmpty()) {
      in(router, "rule del " + cuts.pop());
    }
  }

  private static void in(String namespace, String command) throws IOException {
    ip("-n " + namespace + " " + command);
  }

  private static void ip(String command) throws IOException {
    Tool.run(("ip " + command).split(" "));
  }

  @Override
  public void close() {
    vertx.close();
    namespaces.forEach(namespace -> Tool.succeeds("ip", "netns", "del", namespace));
  }
}
