package dev.parley.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.AsyncApiTests;
import dev.parley.testing.SocketContract;
import dev.parley.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code contract/asyncapi.yaml} says the same as the golden frames, and is AsyncAPI. */
class SocketContractTest extends AsyncApiTests {
  private static final SocketContract CONTRACT = SocketContract.read();

  SocketContractTest() {
    super(CONTRACT);
  }

  @Test
  void itsExamplesAreTheGoldenFrames() throws IOException {
    Map<String, JsonNode> examples = new TreeMap<>();
    examples().forEach(each -> examples.put(each.name(), each.payload()));
    Map<String, JsonNode> golden = new TreeMap<>();
    try (Stream<Path> files = Files.list(Sources.file("src/main/resources/contract/frames"))) {
      files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .forEach(name -> golden.put(name, GoldenFrames.frame(name)));
    }
    assertThat(examples.keySet()).isEqualTo(golden.keySet());
    assertThat(examples).allSatisfy((name, frame) -> isTheSame(golden.get(name), frame));
  }

  /** The order of the fields counts too. */
  private static void isTheSame(JsonNode golden, JsonNode frame) {
    assertThat(frame).hasToString(golden.toString());
  }

  @Test
  void aMessageIsCalledAsItsTypeIs() {
    assertThat(CONTRACT.messages().values())
        .allSatisfy(
            message ->
                assertThat(payload(message).at("/properties/type/const"))
                    .isEqualTo(message.get("name")));
  }
}
