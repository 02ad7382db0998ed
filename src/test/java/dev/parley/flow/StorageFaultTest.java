package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import dev.parley.testing.ServerProcess;
import dev.parley.testing.SqliteFile;
import dev.parley.testing.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of a running server fails: nothing is acknowledged that isn't stored, reading goes on,
 * and it heals by itself.
 */
@SqliteFile
class StorageFaultTest {

  private interface Step {
    void run() throws Exception;
  }

  private static final String ROOMS = "/api/chat/rooms";
  private static final int REFUSED = 20;
  private static final int MOST_THAT_FIT = 50;

  @TempDir Path data;

  @Test
  void aFileThatMayNotGrow() throws Exception {
    assumeTrue(Tool.isThere("prlimit"), "there is no prlimit");
    try (ServerProcess server = ServerProcess.on(data)) {
      String pid = Long.toString(server.pid());
      failsAndHeals(
          server,
          () -> Tool.run("prlimit", "--pid", pid, "--fsize=" + Files.size(writeAheadLog()) + ":"),
          () -> Tool.run("prlimit", "--pid", pid, "--fsize=unlimited:"));
    }
  }

  @Test
  void aDiskThatIsFull() throws Exception {
    assumeTrue(
        Tool.succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", data.toString()),
        "only root may mount a small disk");
    try {
      Path filler = data.resolve("filler");
      try (ServerProcess server = ServerProcess.on(data)) {
        failsAndHeals(server, () -> fill(filler), () -> Files.delete(filler));
      }
    } finally {
      Tool.run("umount", data.toString());
    }
  }

  @Test
  void aFileThatMayNotBeWritten() throws Exception {
    Path probe = Files.writeString(data.resolve("probe"), "");
    assumeTrue(
        Tool.succeeds("chattr", "+i", probe.toString()), "this file system knows no such files");
    Tool.run("chattr", "-i", probe.toString());
    String log = writeAheadLog().toString();
    try (ServerProcess server = ServerProcess.on(data)) {
      failsAndHeals(
          server, () -> Tool.run("chattr", "+i", log), () -> Tool.run("chattr", "-i", log));
    } finally {
      Tool.succeeds("chattr", "-i", log);
    }
  }

  @Test
  void aDatabaseThatAnotherProgramKeepsLocked() throws Exception {
    try (ServerProcess server = ServerProcess.on(data)) {
      String room = new Rest(server.port()).makeRoom("Busy");
      ChatClient ann = ChatClient.connect(server.port(), ChatClient.target(room, "Ann"));
      String url = "jdbc:sqlite:" + data.resolve("parley.db");
      try (Connection other = DriverManager.getConnection(url);
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        isRefused(ann, "one");
        assertThat(new Rest(server.port()).history(room)).isEmpty();
        statement.execute("ROLLBACK");
      }
      isStored(ann, "one", 1);
    }
  }

  private void failsAndHeals(ServerProcess server, Step begin, Step end) throws Exception {
    Rest rest = new Rest(server.port());
    String room = rest.makeRoom("Busy");
    ChatClient ann = ChatClient.connect(server.port(), ChatClient.target(room, "Ann"));
    isStored(ann, "before", 1);
    begin.run();
    try {
      // a small write may still find place at the end of the log
      RestAnswer made = rest.post(ROOMS, Json.object("name", "Other"));
      for (int i = 0; i < MOST_THAT_FIT && made.status() == 201; i++) {
        made = rest.post(ROOMS, Json.object("name", "Other"));
      }
      made.isProblem(503, "storage_unavailable");
      for (int i = 0; i < REFUSED; i++) {
        isRefused(ann, "refused-" + i);
      }
      readingGoesOn(server, room);
    } finally {
      end.run();
    }
    for (int i = 0; i < REFUSED; i++) {
      isStored(ann, "refused-" + i, i + 2);
    }
    assertThat(rest.post(ROOMS, Json.object("name", "Other")).status()).isEqualTo(201);
    List<JsonNode> history = rest.history(room);
    assertThat(history).hasSize(1 + REFUSED);
    assertThat(server.output()).containsOnlyOnce("storage_failed what=write");
    assertThat(server.output()).containsOnlyOnce("storage_works_again what=write");
    server.kill();
    try (ServerProcess again = ServerProcess.on(data)) {
      assertThat(new Rest(again.port()).history(room)).isEqualTo(history);
    }
  }

  private static void readingGoesOn(ServerProcess server, String room) {
    Rest rest = new Rest(server.port());
    assertThat(Json.texts(rest.history(room), "content")).containsExactly("say before");
    rest.get(ROOMS).hasStatus(200);
    try (ChatClient bob = ChatClient.connect(server.port(), ChatClient.target(room, "Bob"))) {
      assertThat(Json.texts(bob.await("join").get("online_users"))).containsExactly("Ann", "Bob");
    }
  }

  private static void isRefused(ChatClient person, String nonce) {
    person.say("say " + nonce, nonce);
    JsonNode error = person.await("error");
    assertThat(error.get("code").asText()).isEqualTo("storage_unavailable");
    assertThat(error.get("nonce").asText()).isEqualTo(nonce);
    assertThat(error.get("retryable").asBoolean()).isTrue();
  }

  /** What was refused before is sent again under its nonce, as clients do. */
  private static void isStored(ChatClient person, String nonce, int seq) {
    person.say("say " + nonce, nonce);
    JsonNode message = person.await("message");
    assertThat(message.get("nonce").asText()).isEqualTo(nonce);
    assertThat(message.get("seq").asInt()).isEqualTo(seq);
  }

  private Path writeAheadLog() {
    return data.resolve("parley.db-wal");
  }

  private static void fill(Path filler) throws IOException {
    byte[] piece = new byte[1024];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      // as it was meant to be
    }
    assertThat(Files.getFileStore(filler).getUsableSpace()).isZero();
  }
}
