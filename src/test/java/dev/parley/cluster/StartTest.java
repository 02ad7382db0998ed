package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes that are started, all in the same second, on a database that is empty. */
class StartTest {
  private static final Logger log = LoggerFactory.getLogger(StartTest.class);
  private static final int NODES = 3;

  /** What is promised of so many. */
  private static final Duration ONE_CLUSTER = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void nodesStartedTogetherAreOneClusterThatAnotherProtocolDoesNotDisturb() throws Exception {
    try (Fleet fleet = new Fleet(folder, NODES)) {
      assertThat(fleet.starting()).isLessThan(ONE_CLUSTER);
      theyCameInOneAfterTheOther(fleet);
      String room = fleet.rest(0).makeRoom("Together");
      List<FullClient> people = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        people.add(FullClient.connect(fleet.port(i), "Person " + i));
        people.get(i).subscribe(room);
      }
      refused(fleet);
      for (int i = 0; i < NODES; i++) {
        assertThat(fleet.rest(i).online(room)).hasSize(NODES);
        people.get(i).post(room, "from " + i);
      }
      for (FullClient person : people) {
        List<String> seqs = Json.texts(person.await("message", NODES), "seq");
        assertThat(seqs).containsExactly("1", "2", "3");
        assertThat(person.rest()).noneMatch(frame -> frame.path("left").size() > 0);
        person.close();
      }
      log.info("started nodes={} together_after_ms={}", NODES, fleet.starting().toMillis());
    }
  }

  /** Each found those before it: nobody was alone but the first, and nothing had to be merged. */
  private static void theyCameInOneAfterTheOther(Fleet fleet) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      String output = fleet.node(i).output();
      assertThat(output).doesNotContain("merged=true");
      String others =
          output.replaceFirst("(?s).*cluster_joined node=\\S+ others=\\[(.*?)].*", "$1");
      found.add(others.isEmpty() ? 0 : others.split(",").length);
    }
    assertThat(found).containsExactlyInAnyOrder(0, 1, 2);
  }

  private static void refused(Fleet fleet) throws Exception {
    ServerProcess other = fleet.add(NODES, OtherProtocol.class.getName());
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.output())
        .contains(
            "Parley can't start: The cluster can't be joined: its nodes speak protocol 1, this one"
                + " speaks 2. Stop them first.")
        .doesNotContain("Exception");
  }
}
