package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.ParleyServer;
import dev.parley.testing.Rest;
import dev.parley.testing.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who comes back to a server whose database was set back is told to read the history anew. */
@ExtendWith(BlockedEventLoops.class)
class SetBackTest {

  @TempDir Path temp;
  private Path data;
  private String room;
  private String epoch;

  @BeforeEach
  void makeARoomWithTwoMessages() {
    data = temp.resolve("data");
    try (ParleyServer server = ParleyServer.start(data)) {
      room = new Rest(server.port()).makeRoom("Kept");
      epoch = write(server, "One", "Two");
    }
  }

  @Test
  void afterARestartWhoComesBackIsRecovered() {
    try (ParleyServer server = ParleyServer.start(data)) {
      JsonNode answer = comeBack(server, 1);
      assertThat(answer.get("recovered").asBoolean()).isTrue();
      assertThat(answer.get("epoch").asText()).isEqualTo(epoch);
    }
  }

  @Test
  @SqliteFile
  void afterTheDatabaseWasPutBackWhoComesBackIsNotRecovered() throws IOException {
    byte[] copy = Files.readAllBytes(data.resolve("parley.db"));
    writeInARun("Three", "Four");
    Files.write(data.resolve("parley.db"), copy);
    assertSetBack();
  }

  @Test
  @SqliteFile
  void afterTheFolderWasReplacedByItsCopyWhoComesBackIsNotRecovered() throws IOException {
    Path copy = Files.createDirectory(temp.resolve("copy"));
    for (String name : List.of("parley.db", "parley.lock")) {
      Files.copy(data.resolve(name), copy.resolve(name));
    }
    writeInARun("Three", "Four");
    // aside and not deleted: its inode could be given again
    Files.move(data, temp.resolve("aside"));
    Files.move(copy, data);
    assertSetBack();
  }

  /** The same seqs as before are given to other messages; who has the old ones must not go on. */
  private void assertSetBack() {
    try (ParleyServer server = ParleyServer.start(data)) {
      String renewed = write(server, "Other three", "Other four", "Other five");
      assertThat(renewed).isNotEqualTo(epoch);
      JsonNode answer = comeBack(server, 4);
      assertThat(answer.get("type").asText()).isEqualTo("subscribed");
      assertThat(answer.get("recovered").asBoolean()).isFalse();
      assertThat(answer.get("epoch").asText()).isEqualTo(renewed);
    }
  }

  /** The answer to who has everything up to here of the log of before. */
  private JsonNode comeBack(ParleyServer server, long since) {
    try (FullClient ann = FullClient.connect(server.port(), "Ann")) {
      ann.send(FullFrames.subscribe(room, since, epoch));
      return ann.await("subscribed");
    }
  }

  private void writeInARun(String... contents) {
    try (ParleyServer server = ParleyServer.start(data)) {
      assertThat(write(server, contents)).isEqualTo(epoch);
    }
  }

  /** Posts these; gives the room's epoch. */
  private String write(ParleyServer server, String... contents) {
    try (FullClient writer = FullClient.connect(server.port(), "Writer")) {
      JsonNode subscribed = writer.subscribe(room);
      writer.postAll(room, List.of(contents));
      return subscribed.get("epoch").asText();
    }
  }
}
