package dev.parley.bus;

import java.util.List;
import java.util.function.Consumer;

/** The cluster as this node sees it. Safe for any thread. */
public interface Nodes {

  /** One server on its own. */
  Nodes ALONE =
      new Nodes() {
        @Override
        public NodeId self() {
          return new NodeId("alone");
        }

        @Override
        public List<NodeId> others() {
          return List.of();
        }

        @Override
        public void listen(Consumer<List<NodeId>> changed) {
          // there are never any
        }
      };

  /** This one. */
  NodeId self();

  /** Those that can be reached now. */
  List<NodeId> others();

  /** From now on this hears which others there are whenever that changes, on any thread. */
  void listen(Consumer<List<NodeId>> changed);
}
