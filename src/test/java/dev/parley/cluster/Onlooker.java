package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A person who stays in a room and sees all that happens there: who is told to have come was not
 * there before, who is told to have gone was, and every message follows the one before it.
 */
final class Onlooker implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final String room;
  private final String name;
  private final FullClient client;
  private final FollowedRoom followed;
  private final Set<String> people;
  private final List<String> comings = new ArrayList<>();
  private final Set<String> typists = new HashSet<>();

  /** Comes into a room at the node on this port. */
  Onlooker(int port, String room, String name) {
    this.room = room;
    this.name = name;
    client = FullClient.connect(port, name);
    followed = new FollowedRoom(room);
    client.send(followed.subscribe());
    JsonNode frame = client.next();
    while (!frame.get("type").asText().equals("subscribed")) {
      assertThat(frame.get("type").asText()).as("%s: %s", name, frame).isNotEqualTo("error");
      followed.accept(frame);
      frame = client.next();
    }
    followed.accept(frame);
    people = new HashSet<>(followed.people());
  }

  String name() {
    return name;
  }

  /** Looks on until exactly these are there. */
  void awaitPeople(Set<String> expected) {
    await(
        "to see " + expected, () -> people.equals(expected) && followed.people().equals(expected));
  }

  /** Looks on until all of these were seen typing since this was last asked. */
  void awaitTyping(Set<String> expected) {
    await("to see typing " + expected, () -> typists.containsAll(expected));
    typists.clear();
  }

  /** Looks on until the room's log has come to this place. */
  FollowedRoom awaitLog(long head) {
    await("to see " + head, () -> followed.position() >= head);
    assertThat(followed.recoveries()).as("had to ask for what was missing").isOne();
    return followed;
  }

  void type() {
    client.type(room);
  }

  /** Who came ("+Ann") and went ("-Ann") since this was last asked, in order. */
  List<String> comings() {
    List<String> told = List.copyOf(comings);
    comings.clear();
    return told;
  }

  private void await(String what, BooleanSupplier seen) {
    Instant patience = Instant.now().plusSeconds(PATIENCE_SECONDS);
    while (!seen.getAsBoolean()) {
      assertThat(Instant.now())
          .as("%s waits %s; is at %d, sees %s", name, what, followed.position(), people)
          .isBefore(patience);
      look();
    }
  }

  private void look() {
    JsonNode frame = client.next();
    followed.accept(frame);
    switch (frame.get("type").asText()) {
      case "presence" -> presence(frame);
      case "typing" -> typists.add(frame.get("username").asText());
      default -> {}
    }
  }

  private void presence(JsonNode frame) {
    for (String person : Json.texts(frame.get("joined"))) {
      assertThat(people.add(person)).as("%s: %s was there: %s", name, person, frame).isTrue();
      comings.add("+" + person);
    }
    for (String person : Json.texts(frame.get("left"))) {
      assertThat(people.remove(person)).as("%s: %s was gone: %s", name, person, frame).isTrue();
      comings.add("-" + person);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
