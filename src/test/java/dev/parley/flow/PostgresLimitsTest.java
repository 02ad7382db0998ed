package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database that is busy, or refuses: whoever can't be served is told so. */
@ExtendWith(BlockedEventLoops.class)
class PostgresLimitsTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final int PATIENCE_SECONDS = 4;

  /** One that is carried out and two that wait. */
  private static final int TAKEN = 3;

  private static final int MORE = 7;

  @TempDir Path data;

  /** What became of questions that no answer came to. */
  private final Queue<Throwable> unanswered = new ConcurrentLinkedQueue<>();

  private ParleyServer server;
  private Rest rest;
  private String room;
  private Connection other;
  private Statement statement;

  @BeforeEach
  void start() throws SQLException {
    String url = TestDatabase.create();
    server =
        ParleyServer.start(
            data,
            Map.of(
                "database.url", url,
                "storage.readers", "1",
                "limits.pending-reads", "2",
                "limits.pending-writes", "2"));
    rest = new Rest(server.port());
    room = rest.makeRoom("Busy");
    other = DriverManager.getConnection(url);
    statement = other.createStatement();
  }

  @AfterEach
  void stop() throws SQLException {
    other.close();
    server.close();
  }

  @Test
  void readsBeyondTheLimitAreRefusedAtOnceAndTheOthersAnswered() throws Exception {
    lock("message");
    BlockingQueue<RestAnswer> answers = new LinkedBlockingQueue<>();
    for (int i = 0; i < TAKEN + MORE; i++) {
      ask(answers, () -> rest.get(ROOMS + "/" + room + "/messages"));
    }
    for (int i = 0; i < MORE; i++) {
      next(answers).isProblem(503, "overloaded");
    }
    assertThat(answers).isEmpty();
    statement.execute("ROLLBACK");
    for (int i = 0; i < TAKEN; i++) {
      next(answers).isJson(200);
    }
  }

  @Test
  void messagesBeyondTheLimitAreRefusedAtOnceAndTheOthersStored() throws Exception {
    try (FullClient john = FullClient.connect(server.port(), "John")) {
      john.subscribe(room);
      lock("message");
      List<String> nonces = new ArrayList<>();
      for (int i = 0; i < TAKEN + MORE; i++) {
        nonces.add(john.post(room, "Message " + i));
      }
      List<JsonNode> refused = john.await("error", MORE);
      assertThat(Json.texts(refused, "code")).containsOnly("overloaded");
      assertThat(Json.texts(refused, "retryable")).containsOnly("true");
      assertThat(Json.texts(refused, "nonce")).isEqualTo(nonces.subList(TAKEN, TAKEN + MORE));
      statement.execute("ROLLBACK");
      assertThat(Json.texts(john.await("ack", TAKEN), "nonce")).isEqualTo(nonces.subList(0, TAKEN));
      assertThat(Json.texts(rest.history(room), "nonce")).isEqualTo(nonces.subList(0, TAKEN));
    }
  }

  @Test
  void roomsBeyondTheLimitAreRefusedAtOnceAndTheOthersMade() throws Exception {
    lock("room");
    BlockingQueue<RestAnswer> answers = new LinkedBlockingQueue<>();
    for (int i = 0; i < TAKEN + MORE; i++) {
      ask(answers, () -> rest.post(ROOMS, Json.object("name", "Another")));
    }
    for (int i = 0; i < MORE; i++) {
      next(answers).isProblem(503, "overloaded");
    }
    assertThat(answers).isEmpty();
    statement.execute("ROLLBACK");
    for (int i = 0; i < TAKEN; i++) {
      next(answers).isJson(201);
    }
  }

  @Test
  void whatCanNotBeCommittedNobodyIsToldOf() throws SQLException {
    refuseAtCommit("Doomed");
    try (FullClient john = FullClient.connect(server.port(), "John");
        FullClient jane = FullClient.connect(server.port(), "Jane")) {
      john.subscribe(room);
      jane.subscribe(room);
      john.post(room, "Doomed", "n-1");
      JsonNode error = john.await("error");
      assertThat(error.get("code").asText()).isEqualTo("storage_unavailable");
      assertThat(error.get("nonce").asText()).isEqualTo("n-1");
      assertThat(error.get("retryable").asBoolean()).isTrue();
      john.post(room, "Fine", "n-2");
      assertThat(john.await("ack").get("seq").asLong()).isEqualTo(1);
      assertThat(Json.texts(jane.untilMessage("Fine"), "type")).doesNotContain("message");
      assertThat(Json.texts(rest.history(room), "content")).containsExactly("Fine");
    }
  }

  private void lock(String table) throws SQLException {
    statement.execute("BEGIN");
    statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
  }

  private void refuseAtCommit(String content) throws SQLException {
    statement.execute(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN RAISE EXCEPTION ''refused''; END';
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON message
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.content = '%s')
          EXECUTE FUNCTION refuse()
        """
            .formatted(content));
  }

  private void ask(BlockingQueue<RestAnswer> answers, Supplier<RestAnswer> question) {
    CompletableFuture.supplyAsync(question)
        .whenComplete(
            (answer, error) -> {
              if (error == null) {
                answers.add(answer);
              } else {
                unanswered.add(error);
              }
            });
  }

  /** Sooner than the bus gives up. */
  private RestAnswer next(BlockingQueue<RestAnswer> answers) throws InterruptedException {
    RestAnswer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(answer).as("an answer in time; none came to %s", unanswered).isNotNull();
    return answer;
  }
}
