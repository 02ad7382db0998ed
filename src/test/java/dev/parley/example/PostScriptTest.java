package dev.parley.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shell script of the examples, over the TCP bridge. */
@ExtendWith(BlockedEventLoops.class)
class PostScriptTest {

  private static final String NOWHERE = "01920000-0000-7000-8000-000000000001";

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("bridge.tcp.enabled", "true", "bridge.tcp.port", "0"));

  @Test
  void itPostsAndPrintsThePlaceInTheLog() throws Exception {
    String room = parley.makeRoom();
    assertThat(post(room, "Build", "started")).isEqualTo(new PostScript(0, "1"));
    assertThat(post(room, "Build", "done")).isEqualTo(new PostScript(0, "2"));
    assertThat(Json.texts(parley.rest().history(room), "content"))
        .containsExactly("started", "done");
    assertThat(Json.texts(parley.rest().history(room), "username")).containsOnly("Build");
  }

  @Test
  void whateverTextItIsGivenArrivesToTheLetter() throws Exception {
    String room = parley.makeRoom();
    String text = "\"Grüße\" \\ 👋🏽 %s $HOME `id`\n\tnext\r\n" + "long ".repeat(200);
    assertThat(post(room, "Zoë", text).exitCode()).isZero();
    assertThat(Json.texts(parley.rest().history(room), "content")).containsExactly(text);
  }

  @Test
  void whatIsRefusedIsSaidAndFailsTheScript() throws Exception {
    assertThat(post(NOWHERE, "Build", "done"))
        .isEqualTo(new PostScript(1, "room_not_found: There is no such room."));
    String room = parley.makeRoom();
    assertThat(post(room, " ", "done"))
        .isEqualTo(new PostScript(1, "invalid_username: A name is needed."));
    assertThat(post(room, "Build", " "))
        .isEqualTo(new PostScript(1, "empty_message: A message needs some text."));
    assertThat(parley.rest().history(room)).isEmpty();
  }

  private static PostScript post(String room, String name, String text) throws Exception {
    return PostScript.run(parley.bridgePort(), null, room, name, text);
  }
}
