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
import dev.parley.testing.Rooms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever was an administrator hears no more than anybody else, in rooms it is in already too. */
@ExtendWith(BlockedEventLoops.class)
class DemotedTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  private final Account ann = somebody();
  private final Account dan = somebody();
  private final Rooms anns = Rooms.of(ann);
  private final String room = anns.make();

  private static Account somebody() {
    return parley.account("P" + UUID.randomUUID().toString().substring(0, 8));
  }

  private void setRole(String role) {
    parley
        .administrator()
        .rest()
        .patch("/api/chat/people/" + dan.name(), Json.object("role", role))
        .hasStatus(200);
  }

  @Test
  void whoIsDemotedAndThenBannedIsOutByAllDoors() throws IOException {
    setRole("administrator");
    FullClient full = parley.track(dan.full());
    full.subscribe(room);
    ChatClient plain = parley.track(dan.plain(room));
    BridgeSocket bridge = parley.track(new BridgeSocket(parley.bridgePort()));
    String bearer = "Bearer " + parley.server().token(dan, "read write").value();
    bridge.ask("chat.session", Json.object("Authorization", bearer), "{}");
    bridge.listen("chat.room." + room + ".events");
    setRole("member");
    anns.ban(room, dan.name()).hasStatus(204);
    long banned = System.nanoTime();
    assertThat(full.await("unsubscribed").get("code").asText()).isEqualTo("banned");
    assertThat(plain.awaitClose().code()).isEqualTo(4503);
    JsonNode frame = bridge.next();
    while (!frame.at("/body/type").asText().equals("unsubscribed")) {
      frame = bridge.next();
    }
    assertThat(frame.at("/body/code").asText()).isEqualTo("banned");
    assertThat(Duration.ofNanos(System.nanoTime() - banned)).isLessThan(AT_ONCE);
  }

  @Test
  void whoIsBannedAndThenDemotedIsOut() {
    anns.ban(room, dan.name()).hasStatus(204);
    setRole("administrator");
    FullClient full = parley.track(dan.full());
    full.subscribe(room);
    setRole("member");
    long demoted = System.nanoTime();
    assertThat(full.await("unsubscribed").get("code").asText()).isEqualTo("banned");
    assertThat(Duration.ofNanos(System.nanoTime() - demoted)).isLessThan(AT_ONCE);
  }
}
