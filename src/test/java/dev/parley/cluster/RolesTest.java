package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.LongClusterTest;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that run a part of Parley and leave the rest to others. */
@LongClusterTest
class RolesTest {
  private static final String[] FRONT = {"--verticles.persistence=0"};
  private static final String[] STORAGE = {"--verticles.http=0", "--verticles.room=0"};
  private static final String[] WHOLE = {};
  private static final int PEOPLE = 6;

  @TempDir Path folder;

  private Crew crew;

  @BeforeEach
  void begin() {
    crew = new Crew(folder);
  }

  @AfterEach
  void stop() {
    crew.close();
  }

  @Test
  void aNodeWithoutStorageUsesThatOfAnother() throws IOException {
    ServerProcess storage = crew.launch(STORAGE).awaitRunning();
    assertThat(storage.output())
        .contains("Parley is running for the other nodes and keeps its data in")
        .doesNotContain("listening on");
    ServerProcess front = crew.launch(FRONT);
    String room = new Rest(front.port()).makeRoom("Front");
    FullClient ann = FullClient.connect(front.port(), "Ann");
    FullClient bob = FullClient.connect(front.port(), "Bob");
    ann.subscribe(room);
    bob.subscribe(room);
    List<String> said = IntStream.range(0, 200).mapToObj(i -> "message " + i).toList();
    ann.postAll(room, said);
    assertThat(Json.texts(bob.await("message", said.size()), "content")).isEqualTo(said);
    assertThat(Json.texts(new Rest(front.port()).history(room), "content")).isEqualTo(said);
  }

  @Test
  void whatOnePersonWritesKeepsItsOrderWithSeveralNodesThatStore() throws IOException {
    ServerProcess first = crew.launch(STORAGE);
    ServerProcess second = crew.launch(STORAGE);
    ServerProcess front = crew.launch(FRONT);
    first.awaitRunning();
    second.awaitRunning();
    FullClient ann = FullClient.connect(front.port(), "Ann");
    for (int i = 0; i < 5; i++) {
      String room = new Rest(front.port()).makeRoom("Front " + i);
      ann.subscribe(room);
      List<String> said = IntStream.range(0, 200).mapToObj(n -> "message " + n).toList();
      ann.postAll(room, said);
      assertThat(Json.texts(new Rest(front.port()).history(room), "content")).isEqualTo(said);
    }
  }

  @Test
  void whenANodeThatStoresDiesAnotherTakesOver() throws Exception {
    ServerProcess storage = crew.launch(STORAGE);
    ServerProcess front = crew.launch(FRONT);
    storage.awaitRunning();
    String room = new Rest(front.port()).makeRoom("Busy");
    Writers writers = new Writers(room).join(PEOPLE, front.port());
    writers.awaitMoreOfEach(10);
    ServerProcess whole = crew.launch(WHOLE);
    writers.join(PEOPLE, whole.port()).awaitMoreOfEach(10);
    storage.kill();
    writers.awaitMoreOfEach(20);
    writers.finish(new Rest(front.port()));
  }

  @Test
  void aRollingRestartOfThoseThatStoreLosesNothing() throws Exception {
    ServerProcess first = crew.launch(STORAGE);
    ServerProcess front = crew.launch(FRONT);
    first.awaitRunning();
    String room = new Rest(front.port()).makeRoom("Busy");
    Writers writers = new Writers(room).join(PEOPLE, front.port());
    ServerProcess second = crew.launch(STORAGE).awaitRunning();
    writers.awaitMoreOfEach(20);
    Crew.end(first);
    writers.awaitMoreOfEach(20);
    crew.launch(STORAGE).awaitRunning();
    Crew.end(second);
    writers.awaitMoreOfEach(20);
    writers.finish(new Rest(front.port()));
  }

  @Test
  void withoutAnyNodeThatStoresRequestsAreRefusedUntilOneIsBack() throws Exception {
    ServerProcess storage = crew.launch(STORAGE);
    ServerProcess front = crew.launch(FRONT);
    storage.awaitRunning();
    Rest rest = new Rest(front.port());
    String room = rest.makeRoom("Lonely");
    FullClient ann = FullClient.connect(front.port(), "Ann");
    ann.subscribe(room);
    ann.post(room, "before", "n-1");
    ann.await("ack");
    Crew.end(storage);
    ann.post(room, "meanwhile", "n-2");
    JsonNode error = ann.await("error");
    assertThat(error.get("code").asText()).isEqualTo("storage_unavailable");
    assertThat(error.get("retryable").asBoolean()).isTrue();
    rest.get("/api/chat/rooms").isProblem(503, "storage_unavailable");
    crew.launch(STORAGE).awaitRunning();
    ann.post(room, "meanwhile", "n-2");
    ann.await("ack");
    assertThat(Json.texts(rest.history(room), "content")).containsExactly("before", "meanwhile");
  }
}
