package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, looking up and deleting rooms over REST. */
@ExtendWith(BlockedEventLoops.class)
class RoomsTest {

  private static final String ROOMS = "/api/chat/rooms";

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final Rest rest = parley.rest();

  @Test
  void aNewRoomIsAnsweredWhole() {
    Instant before = Instant.now().minusMillis(1);
    RestAnswer answer = rest.post(ROOMS, Json.object("name", "General"));
    JsonNode room = answer.isJson(201);
    assertThat(Json.fields(room))
        .containsExactly(
            "id",
            "name",
            "created_at",
            "epoch",
            "kind",
            "owned",
            "archived",
            "posting",
            "slow_mode");
    assertThat(UUID.fromString(room.get("id").asText())).hasToString(room.get("id").asText());
    assertThat(room.get("name").asText()).isEqualTo("General");
    assertThat(room.get("created_at").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(Instant.parse(room.get("created_at").asText())).isBetween(before, Instant.now());
    assertThat(room.get("epoch").asText()).matches("[0-9a-f]{16}");
    assertThat(answer.header("Location")).isEqualTo(ROOMS + "/" + room.get("id").asText());
  }

  @Test
  void aNewRoomIsWhereItsLocationSays() {
    RestAnswer made = rest.post(ROOMS, Json.object("name", "General"));
    assertThat(rest.get(made.header("Location")).isJson(200)).isEqualTo(made.json());
  }

  @Test
  void aRoomMayHaveTheNameOfAnother() {
    assertThat(rest.makeRoom("Twin")).isNotEqualTo(rest.makeRoom("Twin"));
  }

  @Test
  void theListBeginsWithTheNewestRoom() {
    String older = rest.makeRoom("Older");
    String newer = rest.makeRoom("Newer");
    JsonNode rooms = rest.get(ROOMS).isJson(200);
    assertThat(rooms.isArray()).isTrue();
    assertThat(Json.texts((Iterable<JsonNode>) rooms, "id")).startsWith(newer, older);
    assertThat(rooms.get(0)).isEqualTo(rest.get(ROOMS + "/" + newer).json());
  }

  @Test
  void aDeletedRoomIsGoneWithItsMessages() {
    String room = rest.makeRoom("Short-lived");
    ChatClient ann = parley.join(room, "Ann");
    ann.say("Soon gone");
    ann.await("message");

    RestAnswer answer = rest.delete(ROOMS + "/" + room).hasStatus(204);

    assertThat(answer.body()).isEmpty();
    for (String path : List.of("", "/messages", "/online")) {
      rest.get(ROOMS + "/" + room + path).isProblem(404, "room_not_found");
    }
    assertThat(Json.texts((Iterable<JsonNode>) rest.get(ROOMS).json(), "id")).doesNotContain(room);
    rest.delete(ROOMS + "/" + room).isProblem(404, "room_not_found");
  }

  @Test
  void deletingARoomLeavesTheOthersAlone() {
    String kept = rest.makeRoom("Kept");
    ChatClient ann = parley.join(kept, "Ann");
    ann.say("Stays");
    ann.await("message");
    rest.delete(ROOMS + "/" + rest.makeRoom("Short-lived")).hasStatus(204);
    assertThat(Json.texts(rest.history(kept), "content")).containsExactly("Stays");
    ann.say("And goes on");
    assertThat(ann.await("message").get("seq").asLong()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01890000-0000-7000-8000-000000000000",
        "1",
        "1-1-1-1-1",
        "General",
        "01890000000070008000000000000000",
        "%F0%9F%98%80",
        "..%2F.."
      })
  void whatIsNoRoomIsNotFound(String id) {
    for (String path : List.of("", "/messages", "/online")) {
      rest.get(ROOMS + "/" + id + path).isProblem(404, "room_not_found");
    }
    rest.delete(ROOMS + "/" + id).isProblem(404, "room_not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "%22", "%5C", "%zz", "%", "%7B%7D"})
  void anAddressThatCannotBeReadIsRefused(String id) throws IOException {
    for (String method : List.of("GET", "DELETE")) {
      RawHttp.sendLines(parley.port(), method + " " + ROOMS + "/" + id + " HTTP/1.1", "Host: x")
          .isProblem(400, "invalid_parameter");
    }
  }

  @Test
  void anIdIsTheSameInCapitals() {
    String room = rest.makeRoom("General");
    assertThat(rest.get(ROOMS + "/" + room.toUpperCase()).isJson(200).get("id").asText())
        .isEqualTo(room);
  }
}
