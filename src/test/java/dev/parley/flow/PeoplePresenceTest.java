package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.BridgeSocket;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who is there, whatever they are there with, and when they were last. */
@ExtendWith(BlockedEventLoops.class)
class PeoplePresenceTest {
  private static final String PEOPLE = "/api/chat/people/";
  private static final long PATIENCE_MS = 20_000;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  private static JsonNode person(String name) {
    return parley.administrator().rest().get(PEOPLE + name).isJson(200);
  }

  /** It is told without a promise of when; each question is answered before the next is asked. */
  private static JsonNode await(String name, Predicate<JsonNode> wanted) {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    JsonNode person = person(name);
    while (!wanted.test(person)) {
      assertThat(System.currentTimeMillis()).as(person.toString()).isLessThan(end);
      person = person(name);
    }
    return person;
  }

  private static void await(String name, String presence) {
    await(name, person -> person.get("presence").asText().equals(presence));
  }

  @Test
  void somebodyIsThereWithWhateverIsOpen() throws IOException {
    Account ann = parley.account("Ann");
    assertThat(person("Ann").get("presence").asText()).isEqualTo("offline");
    ChatClient plain = parley.track(ann.plain(parley.makeRoom()));
    await("Ann", "online");
    plain.leave();
    await("Ann", "offline");
    BridgeSocket bridge = new BridgeSocket(parley.bridgePort());
    String token = parley.server().token(ann, "read").value();
    bridge.ask("chat.session", Json.object("Authorization", "Bearer " + token), "{}");
    await("Ann", "online");
    bridge.close();
    await("Ann", "offline");
  }

  @Test
  void somebodyIsAwayWhenTheyAreAtAllOfTheirSockets() {
    Account ben = parley.account("Ben");
    FullClient first = parley.track(ben.full());
    FullClient second = parley.track(ben.full());
    await("Ben", "online");
    turn(first, "away");
    assertThat(person("Ben").get("presence").asText()).isEqualTo("online");
    turn(second, "away");
    await("Ben", "away");
    turn(first, "online");
    await("Ben", "online");
    first.leave();
    await("Ben", "away");
  }

  private static void turn(FullClient socket, String status) {
    socket.send(Json.object("type", "presence", "status", status));
    socket.ping();
  }

  @Test
  void whenSomebodyWasLastThereIsKeptUnlessTheyHideIt() {
    Account cleo = parley.account("Cleo");
    assertThat(person("Cleo").has("last_seen")).isFalse();
    Instant before = Instant.now().minusMillis(1);
    parley.track(cleo.full()).leave();
    JsonNode seen = await("Cleo", person -> person.has("last_seen"));
    assertThat(Instant.parse(seen.get("last_seen").asText())).isBetween(before, Instant.now());
    cleo.rest().patch("/api/chat/me", "{\"hide_last_seen\":true}").hasStatus(200);
    assertThat(person("Cleo").has("last_seen")).isFalse();
  }

  @Test
  void ofAGuestNothingIsKept() {
    FullClient guest = parley.full("Dora");
    turn(guest, "away");
    parley.administrator().rest().get(PEOPLE + "Dora").isProblem(404, "person_not_found");
  }
}
