package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.Json;
import dev.parley.testing.Rest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** People who write to one room all the time. */
final class Writers {
  private static final int PATIENCE_SECONDS = 60;

  private final String room;
  private final List<Nomad> people = new ArrayList<>();

  Writers(String room) {
    this.room = room;
  }

  /** So many more come, to the server on this port. */
  Writers join(int count, int port) {
    List<Integer> ports = List.of(port);
    for (int i = 0; i < count; i++) {
      int number = people.size();
      people.add(new Nomad(() -> ports, room, "Person " + number, number));
    }
    return this;
  }

  /** Waits until so many more messages of everybody are acknowledged. */
  void awaitMoreOfEach(int count) throws InterruptedException {
    List<Integer> before = people.stream().map(person -> person.acked().size()).toList();
    Instant patience = Instant.now().plusSeconds(PATIENCE_SECONDS);
    for (int i = 0; i < people.size(); i++) {
      while (people.get(i).acked().size() < before.get(i) + count) {
        assertThat(Instant.now()).as("%d messages acknowledged", count).isBefore(patience);
        Thread.sleep(20);
      }
    }
  }

  /** How often they have connected. */
  int connections() {
    return people.stream().mapToInt(Nomad::connections).sum();
  }

  /** Ends the writing. Everybody has the log as it is, and what was acknowledged is in it, once. */
  void finish(Rest rest) throws IOException, InterruptedException {
    people.forEach(Nomad::rest);
    int head = rest.history(room).size();
    for (Nomad person : people) {
      FollowedRoom followed = person.comeHome(head);
      List<JsonNode> log = rest.history(room);
      followed.isTheLog(log.subList(0, (int) followed.position()));
      assertThat(Json.texts(log, "id")).containsAll(person.acked());
    }
    List<JsonNode> log = rest.history(room);
    assertThat(Json.texts(log, "id")).doesNotHaveDuplicates();
    assertThat(Json.texts(log, "nonce")).doesNotHaveDuplicates();
  }
}
