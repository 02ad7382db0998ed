package dev.parley.flow;

import dev.parley.testing.FullFrames;
import dev.parley.testing.RawSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Many people in one room, each on a socket of its own, who come and go at the same time: those
 * with an even number with the full protocol, the others with the plain one.
 */
final class Crowd implements AutoCloseable {

  private static final int AT_ONCE = 40;

  private final Map<String, RawSocket> sockets = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final int port;
  private final String room;
  private final List<String> names;

  Crowd(int port, String room, int people) {
    this.port = port;
    this.room = room;
    this.names = IntStream.range(0, people).mapToObj(i -> "Person " + i).toList();
  }

  List<String> names() {
    return names;
  }

  /** Everybody comes; done when each is in the room. */
  void come() {
    all(names, this::come);
  }

  private void come(String name) {
    try {
      if (names.indexOf(name) % 2 == 1) {
        sockets.put(name, RawSocket.join(port, room, name));
        return;
      }
      RawSocket socket = RawSocket.full(port, name);
      sockets.put(name, socket);
      socket.sendText(FullFrames.subscribe(room, 0));
      if (!socket.await("subscribed").get("recovered").asBoolean()) {
        throw new AssertionError(name + " was not recovered");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everybody is cut off, half of them without even an end of the connection. */
  void cut() {
    all(names, this::cut);
  }

  private void cut(String name) {
    try (RawSocket socket = sockets.remove(name)) {
      if (socket != null && names.indexOf(name) % 4 < 2) {
        socket.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void all(Collection<String> people, Consumer<String> action) {
    CompletableFuture.allOf(
            people.stream()
                .map(each -> CompletableFuture.runAsync(() -> action.accept(each), threads))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  @Override
  public void close() {
    cut();
    threads.shutdownNow();
  }
}
