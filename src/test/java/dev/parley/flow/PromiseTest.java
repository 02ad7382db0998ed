package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.flow.Wanderer.Ending;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever drops out and comes back, however and however often, has the whole log in the end. */
@ExtendWith(BlockedEventLoops.class)
class PromiseTest {

  private static final int WRITERS = 5;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.recovery", "100000"));

  private final String room = parley.makeRoom();

  @Test
  void twentyWhoComeBackWhileFiveWriteMissNothingAndGetNothingTwice() {
    keep(20, 40, Ending.CLOSE, Ending.SUBSCRIBE_AGAIN, Ending.SUBSCRIBE_AGAIN);
  }

  @Test
  void fiftyWhoseConnectionsBreakAnywhereHaveTheLogInTheEnd() {
    keep(50, 15, Ending.CUT, Ending.RESET, Ending.CUT_FRAME);
  }

  private void keep(int people, int rounds, Ending... endings) {
    List<FullClient> writers =
        IntStream.range(0, WRITERS).mapToObj(i -> parley.full("Writer " + i, room)).toList();
    AckedWriting writing = new AckedWriting(writers, room);
    List<Wanderer> wanderers =
        IntStream.range(0, people)
            .mapToObj(i -> new Wanderer(parley.port(), room, "Person " + i, 7L * i, endings))
            .toList();
    all(wanderers, wanderer -> wanderer.wander(rounds));
    List<String> acked = writing.stop();
    all(wanderers, wanderer -> wanderer.comeHome(0)); // what it wrote last is written again
    List<JsonNode> log = parley.rest().history(room);
    all(wanderers, wanderer -> wanderer.comeHome(log.size()));

    List<JsonNode> history = parley.rest().history(room);
    List<String> ids = Json.texts(history, "id");
    assertThat(Json.seqs(history))
        .isEqualTo(LongStream.rangeClosed(1, history.size()).boxed().toList());
    assertThat(ids).doesNotHaveDuplicates().containsAll(acked);
    assertThat(Json.texts(history, "content")).doesNotContain("Never");
    for (Wanderer wanderer : wanderers) {
      wanderer.followed().isTheLog(history);
      assertThat(ids).containsAll(wanderer.acked());
      assertThat(wanderer.followed().recoveries()).isGreaterThan(rounds / 4);
    }
  }

  private static void all(List<Wanderer> wanderers, Consumer<Wanderer> action) {
    ExecutorService threads = Executors.newFixedThreadPool(wanderers.size());
    try {
      CompletableFuture.allOf(
              wanderers.stream()
                  .map(each -> CompletableFuture.runAsync(() -> action.accept(each), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdownNow();
    }
  }
}
