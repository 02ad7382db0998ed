package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a room may be called. */
@ExtendWith(BlockedEventLoops.class)
class RoomNamesTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final String SMILE = "\uD83D\uDE00";

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();

  static Stream<String> goodNames() {
    return Stream.of(
        "x",
        "x".repeat(100),
        SMILE.repeat(100),
        "<b>bold</b> & \"quoted\" \\",
        "قاعة النقاش",
        "e\u0301te\u0301",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "two words");
  }

  @ParameterizedTest
  @MethodSource("goodNames")
  void aGoodNameIsKeptToTheLetter(String name) {
    RestAnswer made = rest.post(ROOMS, Json.object("name", name));
    assertThat(made.isJson(201).get("name").asText()).isEqualTo(name);
    assertThat(rest.get(made.header("Location")).json().get("name").asText()).isEqualTo(name);
    assertThat(rest.get(ROOMS).json().get(0).get("name").asText()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"  General", "General  ", "\t General \n", "\u2003General\u3000"})
  void theSpaceAroundANameIsTrimmed(String typed) {
    JsonNode room = rest.post(ROOMS, Json.object("name", typed)).isJson(201);
    assertThat(room.get("name").asText()).isEqualTo("General");
  }

  @Test
  void theLengthIsCountedWithoutTheSpaceAround() {
    String name = "x".repeat(100);
    rest.post(ROOMS, Json.object("name", "  " + name + "  ")).hasStatus(201);
  }

  static Stream<String> badNames() {
    return Stream.of(
        "",
        " ",
        " \t\n ",
        "\u200B",
        "\u3000",
        "x".repeat(101),
        SMILE.repeat(101),
        "x".repeat(60_000),
        "two\nlines",
        "a\tb",
        "nul\0",
        "bell\u0007",
        "delete\u007F",
        "next\u0085line",
        "line\u2028separator",
        "turned\u202Earound");
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void aBadNameIsRefused(String name) {
    rest.post(ROOMS, Json.object("name", name)).isProblem(400, "invalid_room_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "a\\ud83dz", "\\ude00\\ud83d"})
  void halfACharacterIsRefused(String escape) {
    rest.post(ROOMS, "{\"name\":\"" + escape + "\"}").isProblem(400, "invalid_room_name");
  }

  @Test
  void aRefusedNameMakesNoRoom() {
    List<String> before = Json.texts((Iterable<JsonNode>) rest.get(ROOMS).json(), "id");
    rest.post(ROOMS, Json.object("name", "x".repeat(101))).hasStatus(400);
    assertThat(Json.texts((Iterable<JsonNode>) rest.get(ROOMS).json(), "id")).isEqualTo(before);
  }
}
