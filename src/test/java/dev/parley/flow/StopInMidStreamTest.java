package dev.parley.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FullClient;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.RawConnection;
import dev.parley.testing.Rest;
import dev.parley.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGTERM in the middle of it all: nothing acknowledged is lost, and everybody is told to return.
 */
class StopInMidStreamTest {

  private static final int WRITERS = 8;
  private static final int ACKED_BEFORE_THE_END = 300;

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedIsInTheLogAndNothingElseButWhatWasUnderWay() throws IOException {
    String room;
    List<Post> posts = new ArrayList<>();
    try (ServerProcess server = ServerProcess.on(data)) {
      room = new Rest(server.port()).makeRoom("Busy");
      for (int i = 0; i < WRITERS; i++) {
        posts.add(new Post(FullClient.connect(server.port(), "Writer " + i), room));
      }
      posts.forEach(Thread::start);
      posts.get(0).awaitAcks(ACKED_BEFORE_THE_END);
      server.stop();
      for (Post post : posts) {
        assertThat(post.client.awaitClose().code()).isEqualTo(1012);
      }
      assertThat(server.exitCode(10)).as(server.output()).isZero();
      assertThat(server.output()).contains("has stopped").doesNotContain("ERROR", "Exception");
    }
    try (ServerProcess server = ServerProcess.on(data)) {
      List<JsonNode> log = new Rest(server.port()).history(room);
      assertThat(Json.seqs(log)).isEqualTo(LongStream.rangeClosed(1, log.size()).boxed().toList());
      Set<String> stored = new HashSet<>(Json.texts(log, "nonce"));
      assertThat(stored).hasSameSizeAs(log);
      for (Post post : posts) {
        Set<String> acked = post.acked();
        assertThat(stored).containsAll(acked);
        // what is stored of this writer but not acknowledged: its socket was closed before
        Set<String> own = new HashSet<>(post.sent);
        own.retainAll(stored);
        assertThat(own).as("stored and not acknowledged").isEqualTo(acked);
      }
    }
  }

  @Test
  void nobodyIsLetInAnyMoreWhileTheServerStops() throws IOException {
    try (ServerProcess server = ServerProcess.on(data)) {
      int port = server.port();
      String room = new Rest(port).makeRoom("Busy");
      List<FullClient> members =
          IntStream.range(0, 20).mapToObj(i -> FullClient.connect(port, "Member " + i)).toList();
      members.forEach(member -> member.subscribe(room));
      AtomicBoolean over = new AtomicBoolean();
      List<Integer> codes = new ArrayList<>();
      Thread coming = new Thread(() -> comeAgainAndAgain(port, over, codes), "coming");
      coming.start();
      server.stop();
      for (FullClient member : members) {
        assertThat(member.awaitClose().code()).isEqualTo(1012);
      }
      assertThat(server.exitCode(10)).as(server.output()).isZero();
      over.set(true);
      join(coming);
      assertThat(codes).as("of those let in while it stopped").allMatch(code -> code == 1012);
      assertThat(server.output()).doesNotContain("ERROR");
    }
  }

  @Test
  void anUpgradeOnAnOpenConnectionIsRefusedWhileTheServerStops() throws IOException {
    try (ServerProcess server = ServerProcess.on(data);
        RawConnection late = RawConnection.open(server.port());
        FullClient member = FullClient.connect(server.port(), "Member")) {
      String head = "GET " + FullFrames.target("Late") + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
      late.send(head);
      server.stop();
      assertThat(member.awaitClose().code()).isEqualTo(1012);
      String answer =
          late.answer(
              "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertThat(answer).doesNotContain(" 101 ");
      assertThat(server.exitCode(10)).isZero();
    }
  }

  private static void comeAgainAndAgain(int port, AtomicBoolean over, List<Integer> codes) {
    List<FullClient> all = new ArrayList<>();
    while (!over.get()) {
      try {
        all.add(FullClient.connect(port, "Late"));
      } catch (CompletionException refused) {
        // as it may be
      }
    }
    all.forEach(each -> codes.add(each.awaitClose().code()));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A writer that doesn't wait for its acks. */
  private static final class Post extends Thread {
    private final FullClient client;
    private final String room;
    private final List<String> sent = new ArrayList<>();
    private final Set<String> acked = new HashSet<>();

    Post(FullClient client, String room) {
      super("posting");
      setDaemon(true);
      this.client = client;
      this.room = room;
      client.subscribe(room);
    }

    @Override
    public void run() {
      try {
        while (true) {
          String nonce = UUID.randomUUID().toString();
          sent.add(nonce);
          client.post(room, "Message " + sent.size(), nonce);
        }
      } catch (CompletionException ended) {
        // as it was meant to
      }
    }

    void awaitAcks(int count) {
      acked.addAll(Json.texts(client.await("ack", count), "nonce"));
    }

    Set<String> acked() {
      StopInMidStreamTest.join(this);
      for (JsonNode frame : client.rest()) {
        if (frame.get("type").asText().equals("ack")) {
          acked.add(frame.get("nonce").asText());
        }
      }
      return acked;
    }
  }
}
