package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.Account;
import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.FullClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many sign in at once, each of which costs more than a thousand messages: the messages go on. */
@ExtendWith(BlockedEventLoops.class)
class SignInFloodTest {
  private static final Logger log = LoggerFactory.getLogger(SignInFloodTest.class);

  /** What the server promises. */
  private static final long P99_MS = 500;

  private static final int SIGN_INS_PER_SECOND = 200;
  private static final int SECONDS = 10;
  private static final int WRITERS = 5;
  private static final long PAUSE_MS = 50;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(() -> data, Map.of("limits.requests-per-second", "0"));

  private final Queue<Long> times = new ConcurrentLinkedQueue<>();
  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, Integer> repeated = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private volatile boolean over;

  @Test
  void messagesGoOnWhileTwoHundredSignInEachSecond() throws Exception {
    List<Account> people =
        IntStream.range(0, 20).mapToObj(i -> parley.account("Person" + i)).toList();
    String room = parley.makeRoom();
    List<FullClient> writers =
        IntStream.range(0, WRITERS).mapToObj(i -> parley.full("Writer " + i, room)).toList();
    List<CompletableFuture<Integer>> writing =
        writers.stream()
            .map(writer -> CompletableFuture.supplyAsync(() -> write(writer, room)))
            .toList();
    List<CompletableFuture<?>> signIns = flood(people);
    CompletableFuture.allOf(signIns.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    over = true;
    int written = 0;
    for (CompletableFuture<Integer> each : writing) {
      written += each.get(30, TimeUnit.SECONDS);
    }
    long p99 = percentile(0.99);
    log.info(
        "sign_in_flood per_second={} seconds={} answers={} messages={} repeated={} p50_ms={} p99_ms={}",
        SIGN_INS_PER_SECOND,
        SECONDS,
        answers,
        written,
        repeated,
        percentile(0.5),
        p99);
    assertThat(p99).isLessThan(P99_MS);
    assertThat(parley.rest().history(room)).hasSize(written);
    assertThat(answers.keySet()).isSubsetOf(200, 429, 503);
    assertThat(answers.getOrDefault(200, 0)).as("who got in").isPositive();
    assertThat(answers.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(SIGN_INS_PER_SECOND * SECONDS);
  }

  /** Writes one message after the other, each acknowledged; gives how many. */
  private int write(FullClient writer, String room) {
    int count = 0;
    while (!over) {
      long begun = System.nanoTime();
      post(writer, room, "message " + count, "n-" + count++);
      times.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      pause();
    }
    return count;
  }

  /** Sends it until it is acknowledged, as clients do: the nonce has it stored once. */
  private void post(FullClient writer, String room, String content, String nonce) {
    JsonNode answer = null;
    while (answer == null || answer.get("type").asText().equals("error")) {
      if (answer != null) {
        repeated.merge(answer.get("code").asText(), 1, Integer::sum);
      }
      writer.post(room, content, nonce);
      answer = writer.next();
      while (!answer.get("type").asText().matches("ack|error")) {
        answer = writer.next();
      }
    }
  }

  /** People don't write without a break. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<CompletableFuture<?>> flood(List<Account> people) throws InterruptedException {
    List<CompletableFuture<?>> all = new ArrayList<>();
    ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    int total = SIGN_INS_PER_SECOND * SECONDS;
    for (int i = 0; i < total; i++) {
      Account person = people.get(i % people.size());
      CompletableFuture<Void> done = new CompletableFuture<>();
      all.add(done);
      pace.schedule(
          () -> signIn(person, done), i * 1_000L / SIGN_INS_PER_SECOND, TimeUnit.MILLISECONDS);
    }
    pace.shutdown();
    return all;
  }

  private void signIn(Account person, CompletableFuture<Void> done) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parley.http("/api/chat/sign-in").toString()))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    Json.object("username", person.name(), "password", Account.PASSWORD)))
            .build();
    http.sendAsync(request, BodyHandlers.discarding())
        .whenComplete(
            (answer, error) -> {
              answers.merge(error == null ? answer.statusCode() : 0, 1, Integer::sum);
              done.complete(null);
            });
  }

  private long percentile(double part) {
    List<Long> sorted = times.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size())));
  }
}
