package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.LongClusterTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes that die and nodes that are restarted while people write over all of them. */
@LongClusterTest
class NodeLossTest {
  private static final Logger log = LoggerFactory.getLogger(NodeLossTest.class);

  private static final int PEOPLE = 12;

  /** What the cluster promises, in seconds. */
  private static final int GONE_AFTER = 10;

  @TempDir Path folder;

  @Test
  void aNodeThatDiesTakesNothingWithIt() throws Exception {
    try (Fleet fleet = new Fleet(folder, 3)) {
      String room = fleet.rest(0).makeRoom("Busy");
      List<Nomad> people = people(fleet, room);
      awaitAcked(people, 300);
      fleet.kill(1);
      Instant killed = Instant.now();
      awaitEachAcked(people);
      Duration whole = Duration.between(killed, Instant.now());
      awaitAcked(people, 900);
      Thread.sleep(TimeUnit.SECONDS.toMillis(GONE_AFTER)); // by now it is, and nobody goes with it
      awaitEverybodyListed(fleet, room, 0, 2);
      allAgree(fleet, room, people);
      assertThat(people).anyMatch(person -> person.connections() > 1);
      log.info(
          "kill nodes=3 people={} messages={} all_write_again_after_ms={}",
          PEOPLE,
          acked(people),
          whole.toMillis());
    }
  }

  @Test
  void whoWasAtANodeThatDiesIsOutOfTheListSoon() throws Exception {
    try (Fleet fleet = new Fleet(folder, 2)) {
      String room = fleet.rest(0).makeRoom("Quiet");
      FullClient ann = FullClient.connect(fleet.port(0), "Ann");
      ann.subscribe(room);
      FullClient.connect(fleet.port(1), "Bob").subscribe(room);
      assertThat(Json.texts(ann.await("presence").get("joined"))).containsExactly("Bob");
      Instant killed = Instant.now();
      fleet.kill(1);
      assertThat(Json.texts(ann.await("presence").get("left"))).containsExactly("Bob");
      Duration gone = Duration.between(killed, Instant.now());
      assertThat(gone.toSeconds()).isLessThan(GONE_AFTER);
      log.info("kill out_of_the_list_after_ms={}", gone.toMillis());
      assertThat(fleet.rest(0).online(room)).containsExactly("Ann");
    }
  }

  @Test
  void aRollingRestartLosesNothing() throws Exception {
    try (Fleet fleet = new Fleet(folder, 3)) {
      String room = fleet.rest(0).makeRoom("Busy");
      List<Nomad> people = people(fleet, room);
      int acked = 200;
      for (int node = 0; node < 3; node++) {
        awaitAcked(people, acked);
        fleet.restart(node);
        acked += 300;
      }
      awaitAcked(people, acked);
      allAgree(fleet, room, people);
      log.info("rolling_restart nodes=3 people={} messages={}", PEOPLE, acked(people));
    }
  }

  private static List<Nomad> people(Fleet fleet, String room) {
    List<Nomad> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(new Nomad(fleet::ports, room, "Person " + i, i));
    }
    return people;
  }

  private static void awaitAcked(List<Nomad> people, int count) throws InterruptedException {
    Instant patience = Instant.now().plusSeconds(60);
    while (acked(people) < count) {
      assertThat(Instant.now()).as("%d messages acknowledged", count).isBefore(patience);
      Thread.sleep(20);
    }
  }

  /** Waits until everybody has written something more. */
  private static void awaitEachAcked(List<Nomad> people) throws InterruptedException {
    Instant patience = Instant.now().plusSeconds(60);
    List<Integer> before = people.stream().map(person -> person.acked().size()).toList();
    for (int i = 0; i < people.size(); i++) {
      Nomad person = people.get(i);
      while (person.acked().size() <= before.get(i) + 1) {
        assertThat(Instant.now()).as("%s, had %d", person, before.get(i)).isBefore(patience);
        Thread.sleep(5);
      }
    }
  }

  private static int acked(List<Nomad> people) {
    return people.stream().mapToInt(person -> person.acked().size()).sum();
  }

  private static void awaitEverybodyListed(Fleet fleet, String room, int... nodes)
      throws InterruptedException {
    String[] everybody =
        IntStream.range(0, PEOPLE).mapToObj(i -> "Person " + i).toArray(String[]::new);
    Instant patience = Instant.now().plusSeconds(60);
    for (int node : nodes) {
      List<String> online = fleet.rest(node).online(room);
      while (online.size() < PEOPLE) {
        assertThat(Instant.now()).as("at node %d: %s", node, online).isBefore(patience);
        Thread.sleep(20);
        online = fleet.rest(node).online(room);
      }
      assertThat(online).containsExactlyInAnyOrder(everybody);
    }
  }

  /** Everybody has the log as it is, and what was acknowledged is in it, once. */
  private static void allAgree(Fleet fleet, String room, List<Nomad> people)
      throws IOException, InterruptedException {
    people.forEach(Nomad::rest);
    Thread.sleep(500);
    List<JsonNode> log = fleet.rest(0).history(room);
    List<String> ids = Json.texts(log, "id");
    assertThat(ids).doesNotHaveDuplicates();
    Set<String> nonces = new HashSet<>();
    log.forEach(message -> assertThat(nonces.add(message.get("nonce").asText())).isTrue());
    for (Nomad person : people) {
      FollowedRoom followed = person.comeHome(log.size());
      List<JsonNode> now = fleet.rest(0).history(room);
      followed.isTheLog(now.subList(0, (int) followed.position()));
      assertThat(Json.texts(now, "id")).containsAll(person.acked());
    }
  }
}
