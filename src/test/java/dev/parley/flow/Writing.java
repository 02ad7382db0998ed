package dev.parley.flow;

import dev.parley.testing.ChatClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** People who write, each on a thread of its own, as fast as they can until the connection ends. */
final class Writing {

  private final List<Thread> threads = new ArrayList<>();

  /** Begins. */
  Writing(List<ChatClient> people) {
    for (ChatClient person : people) {
      Thread thread = new Thread(() -> write(person), "writing");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** Waits until everybody has found out that the connection has ended. */
  void end() {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(ChatClient person) {
    try {
      for (int i = 0; ; i++) {
        person.say("Message " + i);
      }
    } catch (CompletionException ended) {
      // as it was meant to
    }
  }
}
