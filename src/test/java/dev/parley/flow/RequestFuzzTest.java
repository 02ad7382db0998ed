package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RandomRequests;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random and mutated requests, the same each time: each is answered or its connection closed, never
 * with a 5xx, never with anything of the inside. {@code -Dparley.fuzz=20000} sends more of them.
 */
@ExtendWith(BlockedEventLoops.class)
class RequestFuzzTest {

  private static final int REQUESTS = Integer.getInteger("parley.fuzz", 2000);

  /** Many requests never come to their end, and the clients wait for what the server says then. */
  private static final int CLIENTS = 8;

  private static final long SEED = 20260102;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("http.header-timeout", "500ms", "http.request-timeout", "500ms"));

  private final String room = parley.makeRoom();
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

  @Test
  void randomRequestsAreRefusedOrAnsweredButNeverFailed() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        RandomRequests requests = new RandomRequests(SEED + i, room);
        all.add(clients.submit(() -> send(requests)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(statuses).containsKeys(101, 200, 201, 400, 404, 405, 408, 415);
    assertThat(parley.rest().get("/api/chat/rooms/" + room).isJson(200).get("id").asText())
        .isEqualTo(room);
    assertThat(parley.join(room, "Ann").rest()).isEmpty();
  }

  private Void send(RandomRequests requests) throws IOException {
    for (int i = 0; i < REQUESTS / CLIENTS; i++) {
      byte[] request = requests.next();
      RestAnswer answer = RawHttp.send(parley.port(), request);
      if (answer != null && !isAnotherVersion(answer)) {
        statuses.merge(answer.status(), 1, Integer::sum);
        String shown = new String(request, StandardCharsets.ISO_8859_1);
        assertThat(answer.status()).as("%s\n%s", shown, answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
          answer.tellsNothing();
        }
      }
    }
    return null;
  }

  /** What Vert.x itself answers to a version of HTTP that it doesn't speak. */
  private static boolean isAnotherVersion(RestAnswer answer) {
    return answer.status() == 501 && answer.body().isEmpty();
  }
}
