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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that die and nodes that are restarted while people write over all of them. */
@LongClusterTest
class NodeLossTest {
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
      awaitAcked(people, 900);
      allAgree(fleet, room, people);
      assertThat(people).anyMatch(person -> person.connections() > 1);
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
      assertThat(Duration.between(killed, Instant.now()).toSeconds()).isLessThan(GONE_AFTER);
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
    while (people.stream().mapToInt(person -> person.acked().size()).sum() < count) {
      assertThat(Instant.now()).as("%d messages acknowledged", count).isBefore(patience);
      Thread.sleep(20);
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
