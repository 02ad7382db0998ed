package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.ChatClient;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten members stop reading during a flood: the others notice nothing. {@code -Dparley.flood=18}
 * floods for so many seconds and then holds the others' latency to one second, too.
 */
class FloodedMembersTest {

  private static final Integer HELD_TO_LATENCY = Integer.getInteger("parley.flood");
  private static final int SECONDS = HELD_TO_LATENCY == null ? 4 : HELD_TO_LATENCY;
  private static final int PER_SECOND = 400;
  private static final int SLOW = 10;
  private static final int OTHERS = 5;
  private static final int SMALL_BUFFER = 4096;

  /** Who doesn't read answers no ping; here that shall not be the reason to close. */
  private static final String[] PATIENCE = {
    "--socket.ping-interval=300s", "--http.idle-timeout=600s"
  };

  @TempDir Path data;

  @Test
  void theOthersGetEverythingSoonAndTheSlowOnesNoHole() throws IOException {
    // its heap has 256 MB, of which a flood of 18 s would need three times as much
    try (ServerProcess server = ServerProcess.on(data, PATIENCE)) {
      String room = new Rest(server.port()).makeRoom("Flooded");
      List<RawSocket> slow = new ArrayList<>();
      for (int i = 0; i < SLOW; i++) {
        slow.add(join(server.port(), SMALL_BUFFER, room, "Slow " + i, i % 2 == 0));
      }
      List<CompletableFuture<List<Long>>> latencies = new ArrayList<>();
      int posts = SECONDS * PER_SECOND;
      for (int i = 0; i < OTHERS; i++) {
        RawSocket other = join(server.port(), 0, room, "Other " + i, i % 2 == 0);
        latencies.add(CompletableFuture.supplyAsync(() -> readAll(other, posts)));
      }
      flood(server.port(), room, posts);
      List<Long> sorted = new ArrayList<>();
      latencies.forEach(each -> sorted.addAll(each.join()));
      assertThat(new Rest(server.port()).online(room)).noneMatch(name -> name.startsWith("Slow"));
      if (HELD_TO_LATENCY != null) {
        Collections.sort(sorted);
        assertThat(sorted.get(sorted.size() * 99 / 100)).as("p99 in ms").isLessThan(1000L);
      }
      for (RawSocket each : slow) {
        hasNoHole(each, posts);
      }
      assertThat(server.output()).doesNotContain("OutOfMemory", "ERROR", "Exception");
    }
  }

  private static RawSocket join(int port, int buffer, String room, String name, boolean full)
      throws IOException {
    String target = full ? FullFrames.target(name) : ChatClient.target(room, name);
    RawSocket socket = RawSocket.open(port, buffer, target);
    if (full) {
      socket.sendText(FullFrames.subscribe(room));
    }
    socket.await(full ? "subscribed" : "join");
    return socket;
  }

  /** Posts so many messages at an even rate, each with its time. */
  private static void flood(int port, String room, int posts) {
    String padding = "x".repeat(7900);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (FullClient writer = FullClient.connect(port, "Writer")) {
      writer.subscribe(room);
      clock.scheduleAtFixedRate(
          () -> writer.post(room, System.nanoTime() + " " + padding),
          0,
          1_000_000_000 / PER_SECOND,
          TimeUnit.NANOSECONDS);
      writer.await("ack", posts);
    } finally {
      clock.shutdownNow();
    }
  }

  /** Reads so many messages in their order, and gives how long each was under way, in ms. */
  private static List<Long> readAll(RawSocket socket, int posts) {
    List<Long> latencies = new ArrayList<>();
    try (socket) {
      for (long seq = 1; seq <= posts; seq++) {
        JsonNode message = socket.await("message");
        assertThat(message.get("seq").asLong()).isEqualTo(seq);
        String content = message.get("content").asText();
        long sent = Long.parseLong(content.substring(0, content.indexOf(' ')));
        latencies.add((System.nanoTime() - sent) / 1_000_000);
      }
      return latencies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void hasNoHole(RawSocket slow, int posts) throws IOException {
    List<Long> seqs = new ArrayList<>();
    try (slow) {
      RawSocket.Frame frame = slow.read();
      for (; frame != null && frame.opcode() != RawSocket.CLOSE; frame = slow.read()) {
        JsonNode json = frame.opcode() == RawSocket.TEXT ? Json.parse(frame.text()) : null;
        if (json != null && json.get("type").asText().equals("message")) {
          seqs.add(json.get("seq").asLong());
        }
      }
    }
    assertThat(seqs).isNotEmpty().hasSizeLessThan(posts);
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
  }
}
