package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of rooms, page by page, and the most rooms that there can be. */
@ExtendWith(BlockedEventLoops.class)
class RoomListTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final int MOST = 25;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.rooms", Integer.toString(MOST)));

  private final Rest rest = parley.rest();

  @Test
  void thePagesOfTheListGiveEachRoomOnceNewestFirst() {
    List<String> made = fill();
    List<String> listed = new ArrayList<>();
    String page = ROOMS + "?limit=10";
    for (int expected : new int[] {10, 10, 5}) {
      RestAnswer answer = rest.get(page);
      assertThat(answer.isJson(200)).hasSize(expected);
      listed.addAll(ids(answer));
      page = answer.link("next");
    }
    assertThat(page).isNull();
    assertThat(listed).isEqualTo(made);
    assertThat(ids(rest.get(ROOMS))).isEqualTo(made);
  }

  @Test
  void aPageThatEndsWithTheOldestRoomLeadsNowhere() {
    fill();
    assertThat(rest.get(ROOMS + "?limit=" + MOST).header("Link")).isNull();
    assertThat(rest.get(ROOMS + "?limit=" + (MOST - 1)).link("next")).isNotNull();
  }

  @Test
  void oneRoomMoreThanAllowedIsRefused() {
    List<String> made = fill();
    rest.post(ROOMS, Json.object("name", "Too many")).isProblem(409, "too_many_rooms");
    rest.delete(ROOMS + "/" + made.get(0)).hasStatus(204);
    rest.makeRoom("In its place");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=-1", "limit=1001", "limit=ten", "limit=1.5", "limit=1e999"})
  void aLimitOutOfRangeIsRefused(String query) {
    rest.get(ROOMS + "?" + query).isProblem(400, "invalid_parameter");
  }

  /** Makes rooms until there are as many as there can be, and gives all, the newest first. */
  private List<String> fill() {
    int there = rest.get(ROOMS).json().size();
    IntStream.range(there, MOST).forEach(i -> rest.makeRoom("Room " + i));
    List<String> ids = ids(rest.get(ROOMS));
    assertThat(ids).hasSize(MOST).doesNotHaveDuplicates();
    return ids;
  }

  private static List<String> ids(RestAnswer answer) {
    return Json.texts((Iterable<JsonNode>) answer.json(), "id");
  }
}
