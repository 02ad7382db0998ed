package dev.parley.cluster;

import java.util.List;

/** Where the nodes of a fleet run. */
interface Site {

  /** The same machine as the test, at an address of its own each. */
  Site HERE =
      new Site() {
        @Override
        public List<String> settings(int node, String database) {
          return List.of("--database.url=" + database, "--cluster.host=127.0.0." + (2 + node));
        }
      };

  /** What of a node's settings depends on where it is. */
  List<String> settings(int node, String database);

  /** The command that runs a node's process; empty if it needs none. */
  default List<String> command(int node) {
    return List.of();
  }

  /** The port at which the test reaches the one of a node. */
  default int reach(int node, int port) {
    return port;
  }
}
