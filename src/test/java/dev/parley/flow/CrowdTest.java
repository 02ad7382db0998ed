package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Many people who come and go at the same time. */
@ExtendWith(BlockedEventLoops.class)
class CrowdTest {

  private static final int PEOPLE = 50;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();

  @Test
  void everybodyIsCountedWhoComesAndGoesAtTheSameTime() {
    ChatClient witness = parley.join(room, "Witness");
    List<CompletableFuture<ChatClient>> coming =
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> join("Person " + i)))
            .toList();
    List<ChatClient> people = coming.stream().map(CompletableFuture::join).toList();
    people.forEach(parley::track);

    Set<String> here = new HashSet<>(Set.of("Witness"));
    for (JsonNode join : witness.await("join", PEOPLE)) {
      assertThat(here.add(join.get("username").asText())).isTrue();
      assertThat(Json.texts(join.get("online_users"))).containsExactlyInAnyOrderElementsOf(here);
    }
    assertThat(parley.rest().online(room)).containsExactlyInAnyOrderElementsOf(here);

    people.forEach(person -> CompletableFuture.runAsync(person::leave));
    for (JsonNode leave : witness.await("leave", PEOPLE)) {
      assertThat(here.remove(leave.get("username").asText())).isTrue();
      assertThat(Json.texts(leave.get("online_users"))).containsExactlyInAnyOrderElementsOf(here);
    }
    assertThat(parley.rest().online(room)).containsExactly("Witness");
  }

  @Test
  void onePersonWithManyTabsComesOnceAndGoesOnce() {
    ChatClient witness = parley.join(room, "Witness");
    List<CompletableFuture<ChatClient>> coming =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> join("Ann")))
            .toList();
    List<ChatClient> tabs = coming.stream().map(CompletableFuture::join).toList();
    tabs.forEach(parley::track);
    CompletableFuture.allOf(
            tabs.stream()
                .map(tab -> CompletableFuture.runAsync(tab::leave))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    witness.await("leave");
    ChatClient bob = parley.join(room, "Bob");
    assertThat(Json.texts(bob.rest(), "type")).isEmpty();
    assertThat(witness.await("join").get("username").asText()).isEqualTo("Bob");
    assertThat(parley.rest().online(room)).containsExactly("Witness", "Bob");
  }

  private ChatClient join(String name) {
    ChatClient client = ChatClient.connect(parley.port(), ChatClient.target(room, name));
    client.await("join");
    return client;
  }
}
