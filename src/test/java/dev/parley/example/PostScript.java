package dev.parley.example;

import dev.parley.testing.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code src/example/shell/post.sh}, run once. */
record PostScript(int exitCode, String said) {

  /**
   * Posts to the server whose TCP bridge has this port.
   *
   * @param token what it asks for; null for nothing
   */
  static PostScript run(int port, String token, String room, String name, String text)
      throws IOException {
    try (ExampleProcess script =
        new ExampleProcess(
            Sources.file("."),
            token == null ? Map.of() : Map.of("PARLEY_TOKEN", token),
            List.of(
                "bash",
                "src/example/shell/post.sh",
                "127.0.0.1",
                Integer.toString(port),
                room,
                name,
                text))) {
      return new PostScript(script.exitCode(), script.output());
    }
  }
}
