package dev.parley.bench.chat;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * What one person has sent and the server has not answered yet, in the order of sending: to be sent
 * again, with the same nonce, on the next connection.
 */
final class Unacknowledged {

  private record Sent(long index, byte[] text) {}

  private final ArrayDeque<Sent> waiting = new ArrayDeque<>();

  void add(long index, byte[] text) {
    waiting.add(new Sent(index, text));
  }

  void remove(long index) {
    if (!waiting.isEmpty() && waiting.peek().index == index) {
      waiting.remove(); // nearly always: answers come in order
    } else {
      waiting.removeIf(sent -> sent.index == index);
    }
  }

  void forEach(Consumer<byte[]> send) {
    waiting.forEach(sent -> send.accept(sent.text));
  }

  int count() {
    return waiting.size();
  }
}
