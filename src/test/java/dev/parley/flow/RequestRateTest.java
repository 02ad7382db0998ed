package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawHttp;
import dev.parley.testing.RestAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address may ask in a time. This machine is a trusted proxy here, of many clients. */
@ExtendWith(BlockedEventLoops.class)
class RequestRateTest {

  private static final String ROOMS = "/api/chat/rooms";
  private static final int BURST = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** No client of another test has the same address. */
  private static final AtomicInteger clients = new AtomicInteger();

  @TempDir static Path data;

  /** One request a second comes back: too slow to make a difference in one test. */
  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data,
          Map.of(
              "http.trusted-proxies", "127.0.0.1",
              "limits.requests-per-second", "1",
              "limits.requests-burst", Integer.toString(BURST)));

  private final String client = newClient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROOMS,
        "/api/nothing",
        "/",
        "/static/main.js",
        "/openapi.json",
        "/nothing",
        "/?%zz",
        "/ws/chat/a-room?username=Ann"
      })
  void requestsTooManyAreRefusedWhateverTheyAskFor(String path) throws IOException {
    RestAnswer refused = refusal(path, client).isProblem(429, "rate_limited");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("RateLimit-Limit")).isEqualTo("5");
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.header("RateLimit-Reset")).isEqualTo("5");
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void answersOfTheInterfaceSayWhatRemains() throws IOException {
    for (int i = 1; i <= BURST; i++) {
      RestAnswer answer = get(ROOMS, client).hasStatus(200);
      assertThat(answer.header("RateLimit-Limit")).isEqualTo("5");
      assertThat(Integer.parseInt(answer.header("RateLimit-Remaining")))
          .isBetween(BURST - i, BURST - 1);
      assertThat(Integer.parseInt(answer.header("RateLimit-Reset"))).isBetween(1, i);
      assertThat(answer.header("Retry-After")).isNull();
    }
    assertThat(get("/", newClient()).header("RateLimit-Limit")).as("of a page").isNull();
  }

  @Test
  void whoWaitsIsServedAgain() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    RestAnswer answer = refusal(ROOMS, client);
    while (answer.status() == 429 && System.nanoTime() < deadline) {
      answer = get(ROOMS, client);
    }
    answer.hasStatus(200);
  }

  @Test
  void othersAreServedMeanwhile() throws IOException {
    refusal(ROOMS, client);
    get(ROOMS, newClient()).hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'1.2.3.4, 203.0.113.1', '5.6.7.8, 203.0.113.1'",
    "'1.2.3.4, 203.0.113.2', '203.0.113.2:80'",
    "2001:db8:1:1::1, 2001:db8:1:1:ffff::2"
  })
  void whoMakesUpAddressesOrHasANetworkOfThemIsOneClient(String first, String second)
      throws IOException {
    for (int i = 0; i < BURST - 1; i++) {
      get(ROOMS, first).hasStatus(200);
    }
    RestAnswer answer = get(ROOMS, second).hasStatus(200);
    assertThat(Integer.parseInt(answer.header("RateLimit-Remaining"))).isLessThan(BURST - 1);
  }

  private static String newClient() {
    return "192.0.2." + clients.incrementAndGet();
  }

  /** Asks until it is refused; on a slow machine that isn't with the first above the burst. */
  private RestAnswer refusal(String path, String from) throws IOException {
    RestAnswer answer = get(path, from);
    for (int i = 0; i < 5 * BURST && answer.status() != 429; i++) {
      answer = get(path, from);
    }
    return answer.hasStatus(429);
  }

  private RestAnswer get(String path, String from) throws IOException {
    return RawHttp.sendLines(
        parley.port(),
        "GET " + path + " HTTP/1.1",
        "Host: x",
        "X-Forwarded-For: " + from,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  }
}
