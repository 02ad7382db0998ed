package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Random and mutated requests, the same each time: never a 5xx, never anything of the inside. */
@ExtendWith(BlockedEventLoops.class)
class RequestFuzzTest {

  private static final int REQUESTS = 1000;

  /** Some mutated requests are not whole, and the server waits for the rest of them. */
  private static final int PATIENCE_MS = 100;

  @TempDir static Path data;

  @RegisterExtension static final ParleyExtension parley = new ParleyExtension(() -> data);

  private final String room = parley.makeRoom();
  private final Random random = new Random(20260102);

  @Test
  void mutatedRequestsAreRefusedOrAnsweredButNeverFailed() throws IOException {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = mutate(seed().getBytes(StandardCharsets.UTF_8));
      RestAnswer answer = send(request);
      if (answer != null && !isAnotherVersion(answer)) {
        statuses.merge(answer.status(), 1, Integer::sum);
        assertThat(answer.status())
            .as(new String(request, StandardCharsets.ISO_8859_1) + answer.body())
            .isLessThan(500);
        if (answer.status() >= 400) {
          answer.tellsNothing();
        }
      }
    }
    assertThat(statuses).containsKeys(200, 400, 404);
    assertThat(parley.rest().get("/api/chat/rooms/" + room).isJson(200).get("id").asText())
        .isEqualTo(room);
    assertThat(parley.join(room, "Ann").rest()).isEmpty();
  }

  private RestAnswer send(byte[] request) throws IOException {
    try {
      return RawHttp.send(parley.port(), request, PATIENCE_MS);
    } catch (SocketTimeoutException e) {
      return null;
    }
  }

  /** What Vert.x itself answers to a version of HTTP that it doesn't speak. */
  private static boolean isAnotherVersion(RestAnswer answer) {
    return answer.status() == 501 && answer.body().isEmpty();
  }

  private String seed() {
    String rooms = "/api/chat/rooms";
    List<String> lines =
        List.of(
            "GET " + rooms + "?limit=5&before=" + room,
            "GET " + rooms + "/" + room,
            "GET " + rooms + "/" + room + "/messages?limit=10&before=5",
            "GET " + rooms + "/" + room + "/online",
            "DELETE " + rooms + "/01890000-0000-7000-8000-000000000000",
            "POST " + rooms,
            "GET /ws/chat/" + room + "?username=Ann",
            "GET /static/index.html",
            "GET /docs/");
    String line = lines.get(random.nextInt(lines.size()));
    String body = line.startsWith("POST") ? Json.object("name", "Fuzz \uD83D\uDE00") : "";
    return line
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  private byte[] mutate(byte[] original) {
    byte[] bytes = original.clone();
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
