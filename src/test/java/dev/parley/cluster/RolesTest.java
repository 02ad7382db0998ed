package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that run a part of Parley and leave the rest to others. */
class RolesTest {
  private static final String[] FRONT = {"--verticles.persistence=0"};
  private static final String[] STORAGE = {"--verticles.http=0", "--verticles.room=0"};
  private static final String[] WHOLE = {};
  private static final int PEOPLE = 6;

  @TempDir Path folder;

  private final String url = TestDatabase.create();
  private final List<ServerProcess> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(ServerProcess::close);
  }

  @Test
  void aNodeWithoutStorageUsesThatOfAnother() throws IOException {
    ServerProcess storage = launch(STORAGE).awaitRunning();
    assertThat(storage.output())
        .contains("Parley is running for the other nodes and keeps its data in")
        .doesNotContain("listening on");
    ServerProcess front = launch(FRONT);
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
    ServerProcess first = launch(STORAGE);
    ServerProcess second = launch(STORAGE);
    ServerProcess front = launch(FRONT);
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
    ServerProcess storage = launch(STORAGE);
    ServerProcess front = launch(FRONT);
    storage.awaitRunning();
    String room = new Rest(front.port()).makeRoom("Busy");
    List<Nomad> people = people(room, front);
    awaitAcked(people, 100);
    ServerProcess whole = launch(WHOLE);
    people.addAll(people(room, whole));
    awaitAcked(people, 200);
    storage.kill();
    awaitEachAcked(people, 20);
    allAgree(new Rest(front.port()), room, people);
  }

  @Test
  void aRollingRestartOfThoseThatStoreLosesNothing() throws Exception {
    ServerProcess first = launch(STORAGE);
    ServerProcess front = launch(FRONT);
    first.awaitRunning();
    String room = new Rest(front.port()).makeRoom("Busy");
    List<Nomad> people = people(room, front);
    ServerProcess second = launch(STORAGE).awaitRunning();
    awaitAcked(people, 200);
    end(first);
    awaitEachAcked(people, 20);
    launch(STORAGE).awaitRunning();
    end(second);
    awaitEachAcked(people, 20);
    allAgree(new Rest(front.port()), room, people);
  }

  @Test
  void withoutAnyNodeThatStoresRequestsAreRefusedUntilOneIsBack() throws Exception {
    ServerProcess storage = launch(STORAGE);
    ServerProcess front = launch(FRONT);
    storage.awaitRunning();
    Rest rest = new Rest(front.port());
    String room = rest.makeRoom("Lonely");
    FullClient ann = FullClient.connect(front.port(), "Ann");
    ann.subscribe(room);
    ann.post(room, "before", "n-1");
    ann.await("ack");
    end(storage);
    ann.post(room, "meanwhile", "n-2");
    JsonNode error = ann.await("error");
    assertThat(error.get("code").asText()).isEqualTo("storage_unavailable");
    assertThat(error.get("retryable").asBoolean()).isTrue();
    rest.get("/api/chat/rooms").isProblem(503, "storage_unavailable");
    launch(STORAGE).awaitRunning();
    ann.post(room, "meanwhile", "n-2");
    ann.await("ack");
    assertThat(Json.texts(rest.history(room), "content")).containsExactly("before", "meanwhile");
  }

  private ServerProcess launch(String... role) throws IOException {
    int number = nodes.size();
    List<String> settings = new ArrayList<>(List.of(role));
    settings.add("--database.url=" + url);
    settings.add("--cluster.enabled=true");
    settings.add("--cluster.host=127.0.0." + (2 + number));
    settings.add("--limits.recovery=10000");
    Path data = Files.createDirectories(folder.resolve("node" + number));
    ServerProcess node = ServerProcess.on(data, settings.toArray(String[]::new));
    nodes.add(node);
    return node;
  }

  private static void end(ServerProcess node) {
    node.stop();
    assertThat(node.exitCode()).as(node.output()).isZero();
  }

  private static List<Nomad> people(String room, ServerProcess node) {
    List<Integer> ports = List.of(node.port());
    return new ArrayList<>(
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> new Nomad(() -> ports, room, "P" + i + "-" + ports.get(0), i))
            .toList());
  }

  private static void awaitAcked(List<Nomad> people, int count) throws InterruptedException {
    Instant patience = Instant.now().plusSeconds(60);
    while (people.stream().mapToInt(person -> person.acked().size()).sum() < count) {
      assertThat(Instant.now()).as("%d messages acknowledged", count).isBefore(patience);
      Thread.sleep(20);
    }
  }

  /** Waits until so many more of everybody are acknowledged. */
  private static void awaitEachAcked(List<Nomad> people, int count) throws InterruptedException {
    List<Integer> before = people.stream().map(person -> person.acked().size()).toList();
    for (int i = 0; i < people.size(); i++) {
      awaitAcked(people.subList(i, i + 1), before.get(i) + count);
    }
  }

  /** Everybody has the log as it is, and what was acknowledged is in it, once. */
  private static void allAgree(Rest rest, String room, List<Nomad> people) throws Exception {
    people.forEach(Nomad::rest);
    List<JsonNode> log = rest.history(room);
    for (Nomad person : people) {
      FollowedRoom followed = person.comeHome(log.size());
      List<JsonNode> now = rest.history(room);
      followed.isTheLog(now.subList(0, (int) followed.position()));
      assertThat(Json.texts(now, "id")).containsAll(person.acked());
    }
    List<JsonNode> all = rest.history(room);
    assertThat(Json.texts(all, "id")).doesNotHaveDuplicates();
    assertThat(Json.texts(all, "nonce")).doesNotHaveDuplicates();
  }
}
