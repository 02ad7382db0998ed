package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.DatabaseProxy;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The network between a server and its database swallows what is said, and tells nobody. */
@ExtendWith(BlockedEventLoops.class)
class PostgresNetworkTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final String COMMIT = "COMMIT";
  private static final int PEOPLE = 4;
  private static final int SOME = 50;

  /** How long a connection may be silent, and some. */
  private static final int HEALED_SECONDS = 30;

  @TempDir Path data;

  private DatabaseProxy network;
  private ParleyServer server;
  private Rest rest;
  private String room;

  @BeforeEach
  void start() throws IOException {
    network = new DatabaseProxy(TestDatabase.create());
    server = ParleyServer.start(data, Map.of("database.url", network.url()));
    rest = new Rest(server.port());
    room = rest.makeRoom("Busy");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    network.close();
  }

  /** The database has everything of a transaction but its end, and has locked the room for it. */
  @Test
  void connectionsThatAreSilentAreGivenUpAndLockNobodyOut() throws InterruptedException {
    rest.history(room);
    try (Insisting people = new Insisting(server.port(), room, PEOPLE)) {
      people.awaitAcked(SOME);
      network.swallowAt(COMMIT);
      people.awaitRefusal("outcome_unknown");
      assertThat(network.hasHappened()).isTrue();
      network.swallow();
      rest.get(ROOMS).isProblem(504, "outcome_unknown");
      people.awaitAcked(SOME);
      readingWorksAgain();
      people.allIsThereOnce();
    }
  }

  @Test
  void aCommitWhoseAnswerIsLostIsUnknownAndItsRetryIsHarmless() {
    try (FullClient john = FullClient.connect(server.port(), "John");
        FullClient jane = FullClient.connect(server.port(), "Jane")) {
      john.subscribe(room);
      jane.subscribe(room);
      network.cutBeforeAnswer(COMMIT);
      john.post(room, "Perhaps", "n-1");
      JsonNode error = john.await("error");
      assertThat(error.get("code").asText()).isEqualTo("outcome_unknown");
      assertThat(error.get("nonce").asText()).isEqualTo("n-1");
      assertThat(error.get("retryable").asBoolean()).isTrue();
      john.post(room, "Perhaps", "n-1");
      JsonNode ack = john.await("ack");
      assertThat(ack.get("seq").asLong()).isEqualTo(1);
      assertThat(ack.get("duplicate").asBoolean()).isTrue();
      john.post(room, "Next", "n-2");
      List<JsonNode> seen = jane.untilMessage("Next");
      assertThat(Json.texts(seen, "content")).containsOnlyOnce("Perhaps");
      assertThat(Json.texts(rest.history(room), "content")).containsExactly("Perhaps", "Next");
    }
  }

  /** As of a room: whether it was made can't be told. */
  @Test
  void aRoomWhoseCommitIsNotAnsweredMayBeThere() {
    network.cutBeforeAnswer(COMMIT);
    rest.post(ROOMS, Json.object("name", "Perhaps")).isProblem(504, "outcome_unknown");
    assertThat(Json.texts(rest.get(ROOMS).isJson(200), "name")).contains("Perhaps");
  }

  /** Many ask at once: they don't wait for each other's time-outs. */
  @Test
  void aDatabaseThatIsThereAndSaysNothingIsUnavailableForEverybodySoon() {
    network.answers(false);
    network.cut();
    List<CompletableFuture<RestAnswer>> asked =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> rest.get(ROOMS)))
            .limit(20)
            .toList();
    asked.forEach(answer -> answer.join().isProblem(503, "storage_unavailable"));
    network.answers(true);
    network.cut();
    readingWorksAgain();
    rest.makeRoom("Other");
  }

  private void readingWorksAgain() {
    Instant patience = Instant.now().plusSeconds(HEALED_SECONDS);
    while (rest.get(ROOMS).status() != 200) {
      assertThat(Instant.now()).isBefore(patience);
    }
  }
}
