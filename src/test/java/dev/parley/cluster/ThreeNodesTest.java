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

/** Three servers in processes of their own, started at once on one database. */
class ThreeNodesTest {
  private static final int NODES = 3;
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
    String room = fleet.rest(0).makeRoom("Order");
    List<FullClient> people =
        IntStream.range(0, NODES).mapToObj(i -> client(i, "Person " + i)).toList();
    people.forEach(person -> person.subscribe(room));
    for (int i = 0; i < POSTS; i++) {
      people.get(i % NODES).post(room, "message " + i);
    }
    List<List<String>> seen =
        people.stream()
            .map(
                person ->
                    person.await("message", POSTS).stream().map(ThreeNodesTest::line).toList())
            .toList();
    assertThat(seen.get(0))
        .extracting(line -> Long.parseLong(line.split(" ")[0]))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, POSTS).boxed().toList());
    assertThat(seen).containsOnly(seen.get(0));
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
