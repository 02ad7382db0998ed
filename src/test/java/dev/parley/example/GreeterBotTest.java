package dev.parley.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.cluster.Fleet;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot in a process of its own, which joins the cluster of a server. */
class GreeterBotTest {

  /** What the cluster promises, in seconds. */
  private static final int GONE_AFTER = 10;

  private static final String OWN_ADDRESS = "127.0.0.3";

  @TempDir Path folder;

  @Test
  void itAnswersFromAProcessOfItsOwnAndIsGoneWithIt() throws Exception {
    try (Fleet fleet = new Fleet(folder, 1)) {
      String room = fleet.rest(0).makeRoom("Lobby");
      FullClient ann = FullClient.connect(fleet.node(0).port(), "Ann");
      ann.subscribe(room);
      try (ExampleProcess greeter =
          ExampleProcess.java(folder, GreeterService.class, fleet.url(), OWN_ADDRESS, room)) {
        greeter.awaitLine("The greeter is there.");
        assertThat(Json.texts(ann.await("presence").get("joined"))).containsExactly("Greeter");
        assertThat(fleet.rest(0).online(room)).containsExactly("Ann", "Greeter");
        ann.post(room, "good morning");
        say(fleet, room, "Bob", "hello");
        List<JsonNode> said = ann.await("message", 3);
        assertThat(Json.texts(said, "username")).containsExactly("Ann", "Bob", "Greeter");
        assertThat(said.get(2).get("content").asText()).isEqualTo("Hello, Bob!");
        Instant killed = Instant.now();
        greeter.kill();
        assertThat(Json.texts(ann.await("presence").get("left"))).containsExactly("Greeter");
        assertThat(Duration.between(killed, Instant.now()).toSeconds()).isLessThan(GONE_AFTER);
        assertThat(fleet.rest(0).online(room)).containsExactly("Ann");
      }
    }
  }

  private static void say(Fleet fleet, String room, String name, String content) {
    fleet
        .rest(0)
        .post(
            "/api/chat/rooms/" + room + "/messages",
            Json.object("username", name, "content", content))
        .hasStatus(201);
  }
}
