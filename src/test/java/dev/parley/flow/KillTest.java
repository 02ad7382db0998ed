package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while many write: whatever anybody was shown is stored. */
class KillTest {

  private static final int WRITERS = 8;
  private static final int ROUNDS = 3;
  private static final int SEEN_BEFORE_THE_END = 300;

  @TempDir Path data;

  @Test
  void whatWasSeenSurvivesAKill() throws IOException {
    String room = null;
    Map<Long, JsonNode> shown = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      try (ServerProcess server = ServerProcess.on(data)) {
        Rest rest = new Rest(server.port());
        room = room == null ? rest.makeRoom("Busy") : room;
        isAllStored(shown, rest.history(room));
        List<ChatClient> people = join(server, room);
        Writing writing = new Writing(people);
        people.get(0).await("message", SEEN_BEFORE_THE_END);
        server.kill();
        writing.end();
        for (ChatClient person : people) {
          assertThat(person.awaitClose().code()).isEqualTo(1006);
          remember(shown, person.rest());
        }
      }
    }
    try (ServerProcess server = ServerProcess.on(data)) {
      isAllStored(shown, new Rest(server.port()).history(room));
    }
    assertThat(shown).hasSizeGreaterThan(ROUNDS * SEEN_BEFORE_THE_END / 2);
  }

  @Test
  void stoppingTellsEverybodyToComeBackAndLosesNothing() throws IOException {
    Map<Long, JsonNode> shown = new HashMap<>();
    String room;
    try (ServerProcess server = ServerProcess.on(data)) {
      room = new Rest(server.port()).makeRoom("Busy");
      List<ChatClient> people = join(server, room);
      Writing writing = new Writing(people);
      people.get(0).await("message", SEEN_BEFORE_THE_END);
      server.stop();
      assertThat(server.exitCode(10)).as(server.output()).isZero();
      writing.end();
      for (ChatClient person : people) {
        assertThat(person.awaitClose().code()).isEqualTo(1012);
        remember(shown, person.rest());
      }
      assertThat(server.output()).contains("has stopped").doesNotContain("ERROR", "Exception");
    }
    try (ServerProcess server = ServerProcess.on(data)) {
      isAllStored(shown, new Rest(server.port()).history(room));
    }
  }

  @Test
  void stoppingDoesNotWaitForWhoNeverAnswers() throws IOException {
    try (ServerProcess server = ServerProcess.on(data)) {
      String room = new Rest(server.port()).makeRoom("Quiet");
      try (RawSocket mute = RawSocket.join(server.port(), room, "Mute")) {
        server.stop();
        assertThat(mute.awaitClose()).isEqualTo(1012);
        assertThat(server.exitCode(10)).isZero();
      }
    }
  }

  private static List<ChatClient> join(ServerProcess server, String room) {
    return IntStream.range(0, WRITERS)
        .mapToObj(i -> ChatClient.connect(server.port(), ChatClient.target(room, "Writer " + i)))
        .toList();
  }

  /** Each person's messages came in order and without a hole, and equal everybody else's. */
  private static void remember(Map<Long, JsonNode> shown, List<JsonNode> frames) {
    List<JsonNode> messages =
        frames.stream().filter(frame -> frame.get("type").asText().equals("message")).toList();
    List<Long> seqs = Json.seqs(messages);
    if (!seqs.isEmpty()) {
      long last = seqs.get(seqs.size() - 1);
      assertThat(seqs).isEqualTo(LongStream.rangeClosed(seqs.get(0), last).boxed().toList());
    }
    for (JsonNode message : messages) {
      JsonNode other = shown.putIfAbsent(message.get("seq").asLong(), message);
      assertThat(message).isEqualTo(other == null ? message : other);
    }
  }

  private static void isAllStored(Map<Long, JsonNode> shown, List<JsonNode> history) {
    assertThat(Json.seqs(history))
        .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(Json.texts(history, "id")).doesNotHaveDuplicates();
    shown.forEach(
        (seq, message) -> {
          assertThat((long) history.size()).isGreaterThanOrEqualTo(seq);
          JsonNode stored = history.get((int) (seq - 1));
          for (String field : List.of("id", "username", "content", "timestamp")) {
            assertThat(stored.get(field)).isEqualTo(message.get(field));
          }
        });
  }
}
