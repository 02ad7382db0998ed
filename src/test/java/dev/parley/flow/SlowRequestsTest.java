package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testing.BlockedEventLoops;
import dev.parley.testing.ChatClient;
import dev.parley.testing.Json;
import dev.parley.testing.ParleyExtension;
import dev.parley.testing.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that don't come to their end, or only slowly. An idle connection would last a minute.
 */
@ExtendWith(BlockedEventLoops.class)
@Timeout(50)
class SlowRequestsTest {

  private static final String WHOLE = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String POST =
      "POST /api/chat/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  /** Between two bytes of what drips; far less than any time-out. */
  private static final long DRIP_MS = 50;

  @TempDir static Path data;

  @RegisterExtension
  static final ParleyExtension parley =
      new ParleyExtension(
          () -> data, Map.of("http.header-timeout", "1s", "http.request-timeout", "1s"));

  @Test
  void aConnectionOnWhichNothingComesIsClosedWithoutAWord() throws IOException {
    assertThat(open().rest()).isEmpty();
  }

  @Test
  void aHeadThatStopsIsAnsweredWith408() throws IOException {
    List<RawConnection> all = new ArrayList<>();
    for (String part : List.of("\r\n", "G", "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: x\r\n")) {
      all.add(open().send(part));
    }
    for (RawConnection each : all) {
      assertTimeout(each.rest());
    }
  }

  @Test
  void aHeadThatDripsIsNotWaitedForEither() throws Exception {
    RawConnection connection = open();
    assertTimeout(whileDripping(connection, "GET / HTTP/1.1\r\nX: ", "x"));
  }

  @Test
  void theHeadOfALaterRequestIsWaitedForNoLonger() throws Exception {
    RawConnection stopped = open();
    assertThat(stopped.answer(WHOLE)).startsWith("HTTP/1.1 200 ");
    assertTimeout(stopped.send("GET").rest());
    RawConnection dripping = open();
    assertThat(dripping.answer(WHOLE)).startsWith("HTTP/1.1 200 ");
    assertTimeout(whileDripping(dripping, "GET / HTTP/1.1\r\nX: ", "x"));
  }

  @Test
  void aBodyThatStopsIsAnsweredWith408() throws IOException {
    List<RawConnection> all = new ArrayList<>();
    for (String part :
        List.of(
            "Content-Length: 100\r\n\r\n",
            "Content-Length: 100\r\n\r\n{\"name\":",
            "Transfer-Encoding: chunked\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam\r\n")) {
      all.add(open().send(POST + part));
    }
    for (RawConnection each : all) {
      assertTimeout(each.rest());
    }
  }

  @Test
  void aBodyThatDripsIsNotWaitedForEither() throws Exception {
    assertTimeout(whileDripping(open(), POST + "Content-Length: 10000\r\n\r\n{", " "));
  }

  @Test
  void aBodyThatNobodyWaitsForIsNotReadForEver() throws Exception {
    RawConnection connection = open();
    String head = "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n";
    assertThat(whileDripping(connection, head, " "))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("408");
  }

  @Test
  void aConnectionIsKeptBetweenItsRequests() throws Exception {
    RawConnection kept = open();
    assertThat(kept.answer(WHOLE)).startsWith("HTTP/1.1 200 ");
    RawConnection late = open();
    assertTimeout(late.send("G").rest()); // and so the time has passed for the other one too
    assertThat(kept.answer(WHOLE)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aSocketIsNoRequestAnyMore() throws IOException {
    ChatClient ann = parley.join(parley.makeRoom(), "Ann");
    ann.say("What comes now is no head");
    ann.await("message");
    assertTimeout(open().send("G").rest());
    assertTimeout(open().send("G").rest()); // by now it would be late
    ann.say("Still here");
    ann.await("message");
  }

  @Test
  void fiveHundredHalfOpenUpgradesKeepNobodyOutAndAreClosed() throws Exception {
    List<RawConnection> halfOpen = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String head = "GET /ws/chat/x?username=Ann HTTP/1.1\r\nUpgrade: websocket\r\nX: ";
      halfOpen.add(open().send(i % 5 == 0 ? "" : head));
    }
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<List<String>> ends = reader.submit(() -> dripUntilAllHaveEnded(halfOpen));
      int served = 0;
      while (!ends.isDone() || served == 0) {
        String room = parley.rest().makeRoom("A room");
        ChatClient ann = parley.join(room, "Ann");
        ann.say("Served meanwhile");
        ann.await("message");
        ann.leave();
        served++;
      }
      assertThat(ends.get()).hasSize(500).allMatch(end -> end.isEmpty() || isTimeout(end));
    } finally {
      reader.shutdownNow();
    }
  }

  private static List<String> dripUntilAllHaveEnded(List<RawConnection> connections)
      throws IOException {
    List<String> ends = new ArrayList<>();
    for (RawConnection each : connections) {
      for (int i = 1; i < connections.size(); i += 5) {
        connections.get(i).send("x");
      }
      ends.add(each.rest());
    }
    return ends;
  }

  /** Sends the beginning, and then a byte now and then until the server hangs up; what it said. */
  private static String whileDripping(RawConnection connection, String begin, String drop)
      throws Exception {
    connection.send(begin);
    AtomicBoolean ended = new AtomicBoolean();
    Thread dripping =
        new Thread(
            () -> {
              try {
                while (!ended.get()) {
                  connection.send(drop);
                  Thread.sleep(DRIP_MS);
                }
              } catch (IOException | InterruptedException e) {
                // it has ended
              }
            },
            "dripping");
    dripping.start();
    try {
      return connection.rest();
    } finally {
      ended.set(true);
      dripping.join();
    }
  }

  private static RawConnection open() throws IOException {
    return parley.track(RawConnection.open(parley.port()));
  }

  private static void assertTimeout(String answer) {
    assertThat(isTimeout(answer)).as(answer).isTrue();
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(Json.parse(body).get("code").asText()).isEqualTo("request_timeout");
    assertThat(answer).containsIgnoringCase("Content-Length: " + body.length() + "\r\n");
  }

  private static boolean isTimeout(String answer) {
    return answer.startsWith("HTTP/1.1 408 Request Timeout\r\n");
  }
}
