package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.PostgresServer;
import dev.parley.testing.Rest;
import dev.parley.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The connections to the database end, or the database does, while people write: nothing is
 * acknowledged that isn't stored, and it heals by itself.
 */
@ExtendWith(BlockedEventLoops.class)
class PostgresLossTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final String TERMINATE =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  /** As many as there are by default. */
  private static final int READERS = 2;

  private static final int PEOPLE = 4;
  private static final int SOME = 50;

  /** How long any request may wait for its answer, in seconds. */
  private static final int BUS_SECONDS = 5;

  @TempDir Path folder;

  @Test
  void connectionsThatAreTerminatedAreReplaced() throws Exception {
    String url = TestDatabase.create();
    try (ParleyServer server = server(url);
        Connection admin = DriverManager.getConnection(url)) {
      String room = new Rest(server.port()).makeRoom("Busy");
      try (Insisting people = new Insisting(server.port(), room, PEOPLE)) {
        for (int round = 0; round < 5; round++) {
          people.awaitAcked(SOME);
          assertThat(terminate(admin)).isPositive();
        }
        people.awaitAcked(SOME);
        // what was before its commit was done again, what was in it can't be
        assertThat(people.refusals()).isSubsetOf("outcome_unknown");
        people.allIsThereOnce();
      }
    }
  }

  @Test
  void whoComesFirstAfterAQuietTimeNoticesNothing() throws Exception {
    String url = TestDatabase.create();
    try (ParleyServer server = server(url);
        Connection admin = DriverManager.getConnection(url)) {
      Rest rest = new Rest(server.port());
      rest.makeRoom("Before");
      bothReadersAreBusy(rest);
      assertThat(terminate(admin)).isEqualTo(1 + READERS);
      rest.makeRoom("After");
      for (int i = 0; i < READERS; i++) {
        assertThat(Json.texts(rest.get(ROOMS).isJson(200), "name"))
            .containsExactly("After", "Before");
      }
    }
  }

  @Test
  void aDatabaseThatIsRestartedIsFoundAgain() throws Exception {
    outage(PostgresServer::stop);
  }

  @Test
  void aDatabaseThatCrashesIsFoundAgain() throws Exception {
    outage(PostgresServer::crash);
  }

  private interface Ending {
    void end(PostgresServer postgres) throws Exception;
  }

  private void outage(Ending ending) throws Exception {
    try (PostgresServer postgres = new PostgresServer(Files.createDirectory(folder.resolve("pg")));
        ParleyServer server = server(postgres.url())) {
      Rest rest = new Rest(server.port());
      String room = rest.makeRoom("Busy");
      try (Insisting people = new Insisting(server.port(), room, PEOPLE)) {
        people.awaitAcked(SOME);
        ending.end(postgres);
        people.refusals();
        people.awaitRefusal("storage_unavailable");
        everythingIsRefusedSoon(rest, room);
        postgres.start();
        people.awaitAcked(SOME);
        readingWorksAgain(rest);
        rest.makeRoom("Other");
        people.allIsThereOnce();
      }
    }
  }

  /** So that there are as many connections as there may be. */
  private static void bothReadersAreBusy(Rest rest) {
    Stream.generate(() -> CompletableFuture.runAsync(() -> rest.get(ROOMS).hasStatus(200)))
        .limit(20 * READERS)
        .toList()
        .forEach(CompletableFuture::join);
  }

  private static void everythingIsRefusedSoon(Rest rest, String room) {
    for (String path : List.of(ROOMS, ROOMS + "/" + room + "/messages")) {
      Instant asked = Instant.now();
      rest.get(path).isProblem(503, "storage_unavailable");
      assertThat(Duration.between(asked, Instant.now()).toSeconds()).isLessThan(BUS_SECONDS);
    }
    rest.post(ROOMS, Json.object("name", "Other")).isProblem(503, "storage_unavailable");
  }

  private static void readingWorksAgain(Rest rest) {
    Instant patience = Instant.now().plusSeconds(BUS_SECONDS);
    while (rest.get(ROOMS).status() != 200) {
      assertThat(Instant.now()).isBefore(patience);
    }
  }

  private ParleyServer server(String url) {
    return ParleyServer.start(folder.resolve("data"), Map.of("database.url", url));
  }

  private static long terminate(Connection admin) throws Exception {
    try (Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery(TERMINATE)) {
      row.next();
      return row.getLong(1);
    }
  }
}
