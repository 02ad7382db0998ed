package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three servers in processes of their own, started at once on one database. */
class ThreeNodesTest {
  private static final int NODES = 3;
  private static final Logger log = LoggerFactory.getLogger(ThreeNodesTest.class);

  private static final int ROOMS = 3;

  /** No multiple of the rooms or nodes: each of them writes to every room. */
  private static final int PEOPLE = 10;

  private static final int POSTS = 300;

  @TempDir static Path folder;

  private static Fleet fleet;

  @BeforeAll
  static void start() throws IOException {
    fleet = new Fleet(folder, NODES);
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @Test
  void everybodySeesTheSameOrderWithoutAGap() {
    List<String> rooms =
        IntStream.range(0, ROOMS).mapToObj(i -> fleet.rest(i).makeRoom("Order " + i)).toList();
    List<FullClient> people =
        IntStream.range(0, PEOPLE).mapToObj(i -> client(i % NODES, "Person " + i)).toList();
    people.forEach(person -> rooms.forEach(person::subscribe));
    for (int i = 0; i < POSTS * ROOMS; i++) {
      people.get(i % PEOPLE).post(rooms.get(i % ROOMS), "message " + i);
    }
    List<List<JsonNode>> heard =
        people.stream().map(person -> person.await("message", POSTS * ROOMS)).toList();
    for (String room : rooms) {
      List<List<String>> seen = heard.stream().map(all -> lines(all, room)).toList();
      assertThat(seen.get(0))
          .extracting(line -> Long.parseLong(line.split(" ")[0]))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, POSTS).boxed().toList());
      assertThat(seen).containsOnly(seen.get(0));
    }
    log.info("order nodes={} rooms={} people={} messages={}", NODES, ROOMS, PEOPLE, POSTS * ROOMS);
  }

  private static List<String> lines(List<JsonNode> messages, String room) {
    return messages.stream()
        .filter(message -> message.get("room_id").asText().equals(room))
        .map(ThreeNodesTest::line)
        .toList();
  }

  @Test
  void peopleOfAllNodesAreThere() {
    String room = fleet.rest(0).makeRoom("People");
    FullClient ann = client(0, "Ann");
    ann.subscribe(room);
    FullClient bob = client(1, "Bob");
    JsonNode subscribed = bob.subscribe(room);
    assertThat(Json.texts(subscribed.get("online_users"))).containsExactlyInAnyOrder("Ann", "Bob");
    assertThat(Json.texts(ann.await("presence").get("joined"))).containsExactly("Bob");
    assertThat(fleet.rest(2).online(room)).containsExactlyInAnyOrder("Ann", "Bob");
    bob.leave();
    assertThat(Json.texts(ann.await("presence").get("left"))).containsExactly("Bob");
  }

  private static String line(JsonNode message) {
    return message.get("seq").asLong() + " " + message.get("content").asText();
  }

  private static FullClient client(int node, String name) {
    return FullClient.connect(fleet.port(node), name);
  }
}
