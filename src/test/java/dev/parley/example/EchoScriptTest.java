package dev.parley.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Sources;
import dev.parley.testing.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Node script of the examples, over SockJS. It needs a Node with npm on the path, and is left
 * out where there is none.
 */
@ExtendWith(BlockedEventLoops.class)
class EchoScriptTest {
  /** Says that it mustn't be skipped for want of npm. */
  private static final boolean REQUIRED = "required".equals(System.getProperty("parley.test.node"));

  private static final String[] FILES = {"echo.js", "package.json", "package-lock.json"};

  @TempDir static Path data;
  @TempDir static Path folder;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.sockjs.enabled", "true"));

  @BeforeAll
  static void install() throws Exception {
    assumeTrue(REQUIRED || Tool.isThere("npm"), "there is no npm");
    for (String file : FILES) {
      Files.copy(Sources.file("src/example/node").resolve(file), folder.resolve(file));
    }
    Tool.run("npm", "--prefix", folder.toString(), "ci", "--no-audit", "--no-fund");
  }

  @Test
  void itAnswersInTheRoomAndIsRefusedWhatIsNotOpen() throws Exception {
    String room = parley.makeRoom();
    FullClient ann = parley.full("Ann", room);
    try (ExampleProcess echo = echo(room, "Echo")) {
      echo.awaitLine("in the room: Ann, Echo");
      echo.awaitLine("refused: forbidden: This address isn't open to you.");
      ann.post(room, "hello?");
      assertThat(ann.await("message").get("content").asText()).isEqualTo("hello?");
      JsonNode answer = ann.await("message");
      assertThat(answer.get("username").asText()).isEqualTo("Echo");
      assertThat(answer.get("content").asText()).isEqualTo("HELLO?");
      echo.awaitLine("answered with message 2");
    }
    assertThat(ann.await("presence").get("left").get(0).asText()).isEqualTo("Echo");
  }

  @Test
  void whoHasANameThatWontDoIsTold() throws Exception {
    try (ExampleProcess echo = echo(parley.makeRoom(), " ")) {
      echo.awaitLine("refused: invalid_username: A name is needed.");
    }
  }

  private static ExampleProcess echo(String room, String name) throws Exception {
    String url = parley.http("/eventbus").toString();
    return new ExampleProcess(folder, Map.of(), List.of("node", "echo.js", url, room, name));
  }
}
