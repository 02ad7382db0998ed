package dev.parley.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FullClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * People who write to a room, each on a thread of its own and the next message a moment after the
 * one before is acknowledged: the log grows at the pace of people, not at that of the machine, and
 * who reads it can come to its end.
 */
final class AckedWriting {

  private static final long THINKS_MILLIS = 25;

  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> acked = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  /** Begins; the people must be subscribed. */
  AckedWriting(List<FullClient> people, String room) {
    for (FullClient person : people) {
      Thread thread = new Thread(() -> write(person, room), "writing");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void write(FullClient person, String room) {
    for (int i = 0; !stopped; i++) {
      person.post(room, "Message " + i);
      JsonNode ack = person.await("ack");
      acked.add(ack.get("id").asText());
      think();
    }
  }

  private static void think() {
    try {
      Thread.sleep(THINKS_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends, and gives the ids of what was acknowledged. */
  List<String> stop() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return List.copyOf(acked);
  }
}
