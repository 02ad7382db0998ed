package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.Rest;
import dev.parley.testing.RestAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A room's messages over REST: pages and the links between them. */
@ExtendWith(BlockedEventLoops.class)
class HistoryTest {

  private static final int WRITTEN = 250;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private static String messages;

  private final Rest rest = parley.rest();

  @BeforeAll
  static void writeALongHistory() {
    String room = parley.makeRoom();
    ChatClient ann = parley.join(room, "Ann");
    IntStream.rangeClosed(1, WRITTEN).forEach(i -> ann.say("Message " + i));
    ann.await("message", WRITTEN);
    messages = "/api/chat/rooms/" + room + "/messages";
  }

  @Test
  void theNewestFiftyComeByDefaultOldestFirst() {
    assertThat(page("")).isEqualTo(range(201, 250));
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=1, 250, 250",
    "?limit=100, 151, 250",
    "?before=101&limit=10, 91, 100",
    "?before=5, 1, 4",
    "?before=9007199254740991&limit=2, 249, 250",
    "?after=100&limit=10, 101, 110",
    "?after=245, 246, 250",
    "?after=0&limit=3, 1, 3",
    "?around=100&limit=10, 95, 104",
    "?around=2&limit=10, 1, 10",
    "?around=249&limit=10, 241, 250",
    "?around=100000&limit=4, 247, 250",
    "?around=7&limit=1, 7, 7"
  })
  void aPageLiesWhereItIsAskedFor(String query, long first, long last) {
    assertThat(page(query)).isEqualTo(range(first, last));
  }

  @ParameterizedTest
  @CsvSource({"?before=1, false, true", "?before=0, false, true", "?after=250, true, false"})
  void aPageBehindAnEndIsEmptyAndLeadsBack(String query, boolean prev, boolean next) {
    RestAnswer answer = rest.get(messages + query);
    assertThat(answer.isJson(200)).isEmpty();
    assertThat(answer.link("prev") != null).isEqualTo(prev);
    assertThat(answer.link("next") != null).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50, 100})
  void walkingBackGivesEachMessageOnce(int limit) {
    List<Long> walked = new ArrayList<>();
    String page = messages + "?limit=" + limit;
    assertThat(rest.get(page).link("next")).isNull();
    while (page != null) {
      RestAnswer answer = rest.get(page);
      walked.addAll(0, Json.seqs(answer.isJson(200)));
      assertThat(answer.json().size()).isBetween(1, limit);
      page = answer.link("prev");
    }
    assertThat(walked).isEqualTo(range(1, WRITTEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 50, 100})
  void walkingForthGivesEachMessageOnce(int limit) {
    List<Long> walked = new ArrayList<>();
    String page = messages + "?after=0&limit=" + limit;
    assertThat(rest.get(page).link("prev")).isNull();
    while (page != null) {
      RestAnswer answer = rest.get(page);
      walked.addAll(Json.seqs(answer.isJson(200)));
      page = answer.link("next");
    }
    assertThat(walked).isEqualTo(range(1, WRITTEN));
  }

  @Test
  void aPageInTheMiddleLeadsBothWays() {
    RestAnswer answer = rest.get(messages + "?around=100&limit=10");
    assertThat(Json.seqs(rest.get(answer.link("prev")).json())).isEqualTo(range(85, 94));
    assertThat(Json.seqs(rest.get(answer.link("next")).json())).isEqualTo(range(105, 114));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=101",
        "?limit=-1",
        "?limit=ten",
        "?limit=1.5",
        "?limit=99999999999999999999",
        "?before=-1",
        "?after=x",
        "?around=9007199254740992",
        "?before=5&after=5",
        "?before=5&around=5",
        "?after=5&around=5",
        "?before=1&after=2&around=3"
      })
  void aQueryThatMakesNoSenseIsRefused(String query) {
    rest.get(messages + query).isProblem(400, "invalid_parameter");
  }

  private List<Long> page(String query) {
    return Json.seqs(rest.get(messages + query).isJson(200));
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
