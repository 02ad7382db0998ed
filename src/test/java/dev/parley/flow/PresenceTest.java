package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who comes and goes in a room of at most a hundred: told at once, one by one, with the list. */
@ExtendWith(BlockedEventLoops.class)
class PresenceTest {

  private static final int PEOPLE = 99;
  private static final int SMALL_BUFFER = 64 << 10;

  /** With 64 characters of four bytes each; their list has 3 KB. */
  private static final int LONG_NAMES = 9;

  /** Comings and goings whose frames are more than an outbox and the operating system take. */
  private static final int ENOUGH = 1000;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "limits.outbox-bytes",
              "64KiB",
              "socket.ping-interval",
              "300s",
              "http.idle-timeout",
              "600s"));

  private final String room = parley.makeRoom();

  @Test
  void upToAHundredPeopleEachIsToldAtOnceWithTheList() {
    FullClient witness = parley.full("Witness", room);
    List<FullClient> people = new ArrayList<>();
    List<String> here = new ArrayList<>(List.of("Witness"));
    for (int i = 0; i < PEOPLE; i++) {
      String name = "Person " + i;
      people.add(parley.full(name, room));
      here.add(name);
      isChange(witness.next(), List.of(name), List.of(), here);
    }
    for (FullClient person : people) {
      person.close();
      String name = person.hello().get("user").get("username").asText();
      here.remove(name);
      isChange(witness.next(), List.of(), List.of(name), here);
    }
    assertThat(witness.untilPong()).isEmpty();
  }

  @Test
  void typingOfAPersonIsToldOnceInAnIntervalAndAgainAfterAMessage() {
    FullClient ann = parley.full("Ann", room);
    FullClient annsOther = parley.full("Ann", room);
    FullClient bob = parley.full("Bob", room);
    for (FullClient socket : List.of(ann, annsOther, ann, annsOther)) {
      socket.type(room);
      socket.ping();
    }
    ann.post(room, "Done");
    ann.await("ack");
    List<JsonNode> typings = typings(bob.untilMessage("Done"));
    assertThat(typings).hasSize(1);
    JsonNode typing = typings.get(0);
    assertThat(Json.fields(typing)).containsExactly("type", "room_id", "username", "expires_in");
    assertThat(typing.get("username").asText()).isEqualTo("Ann");
    assertThat(typing.get("expires_in").asLong()).isGreaterThan(3000);
    ann.type(room);
    ann.post(room, "Done again");
    assertThat(typings(bob.untilMessage("Done again"))).hasSize(1);
    assertThat(typings(ann.untilMessage("Done again"))).as("to whoever types").isEmpty();
    assertThat(typings(annsOther.untilMessage("Done again"))).as("nor elsewhere").isEmpty();
  }

  @Test
  void typingOfOnePersonDoesNotTakeItFromAnother() {
    FullClient ann = parley.full("Ann", room);
    FullClient bob = parley.full("Bob", room);
    FullClient cid = parley.full("Cid", room);
    ann.type(room);
    bob.type(room);
    assertThat(Json.texts(cid.await("typing", 2), "username"))
        .containsExactlyInAnyOrder("Ann", "Bob");
  }

  @Test
  void whoDoesNotReadForAWhileGetsTheWholeListLater() throws IOException {
    FullClient writer = parley.full("Writer", room);
    RawSocket slow =
        parley.track(RawSocket.open(parley.port(), SMALL_BUFFER, FullFrames.target("Slow")));
    slow.sendText(FullFrames.subscribe(room));
    slow.await("subscribed");
    List<FullClient> others = new ArrayList<>();
    for (int i = 0; i < LONG_NAMES; i++) {
      others.add(parley.full(i + "\uD83D\uDE00".repeat(63), room));
    }
    for (int i = 0; i < ENOUGH; i++) {
      others.get(0).send(FullFrames.unsubscribe(room));
      others.get(0).subscribe(room);
      slow.send(RawSocket.PONG, true); // alive all the same
    }
    writer.ping();
    FullClient last = parley.full("The last", room);
    writer.ping();
    JsonNode frame = slow.await("presence");
    while (!frame.get("joined").isEmpty() || !frame.get("left").isEmpty()) {
      frame = slow.await("presence");
    }
    assertThat(frame.get("online_count").asInt()).isEqualTo(LONG_NAMES + 3);
    assertThat(Json.texts(frame.get("online_users"))).isEqualTo(parley.rest().online(room));
    last.close();
    JsonNode left = slow.await("presence");
    assertThat(Json.texts(left.get("left"))).as("and what comes then").containsExactly("The last");
  }

  private static void isChange(
      JsonNode frame, List<String> joined, List<String> left, List<String> here) {
    assertThat(frame.get("type").asText()).isEqualTo("presence");
    assertThat(Json.texts(frame.get("joined"))).isEqualTo(joined);
    assertThat(Json.texts(frame.get("left"))).isEqualTo(left);
    assertThat(frame.get("online_count").asInt()).isEqualTo(here.size());
    assertThat(Json.texts(frame.get("online_users"))).isEqualTo(here);
  }

  private static List<JsonNode> typings(List<JsonNode> frames) {
    return frames.stream().filter(frame -> frame.get("type").asText().equals("typing")).toList();
  }
}
