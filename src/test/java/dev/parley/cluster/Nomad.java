package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.Json;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Unacknowledged;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A person who follows a room and writes to it, each message under a nonce and the next when it is
 * acknowledged, over whichever node is there: when the connection ends, over another. Runs on a
 * thread of its own; fails as soon as anything is missing, comes twice or is out of order.
 */
final class Nomad {

  private static final int MAX_WAIT_MS = 200;
  private static final int PATIENCE_SECONDS = 30;

  /**
   * Between two messages of a person. Without it, a dozen would get further in a second than a
   * server lets anybody be behind.
   */
  private static final int MAX_THOUGHT_MS = 100;

  private final Supplier<List<Integer>> ports;
  private final String room;
  private final String name;
  private final Random random;
  private final FollowedRoom followed;
  private final Unacknowledged unacknowledged;
  private final Queue<String> acked = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::wander, "nomad");
  private volatile boolean writing = true;
  private volatile boolean quiet;
  private volatile boolean lost;
  private volatile long end = Long.MAX_VALUE;
  private volatile int connections;
  private volatile RawSocket current;
  private volatile Throwable failure;

  /**
   * Sets out.
   *
   * @param ports those of the nodes that are there now
   */
  Nomad(Supplier<List<Integer>> ports, String room, String name, long seed) {
    this.ports = ports;
    this.room = room;
    this.name = name;
    this.random = new Random(seed);
    this.followed = new FollowedRoom(room);
    this.unacknowledged = new Unacknowledged(room, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Writes no more. */
  void rest() {
    writing = false;
  }

  /** Waits until all that it wrote is acknowledged; it must {@link #rest}. */
  void awaitAcknowledged() throws InterruptedException {
    Instant patience = Instant.now().plusSeconds(PATIENCE_SECONDS);
    while (!quiet && failure == null) {
      assertThat(Instant.now()).as("%s: all acknowledged", name).isBefore(patience);
      Thread.sleep(10);
    }
  }

  /** Stops at once, wherever it is. */
  void giveUp() throws IOException {
    lost = true;
    if (current != null) {
      current.cut();
    }
  }

  /**
   * Waits until everything up to this place of the log has come, and everything is acknowledged.
   */
  FollowedRoom comeHome(long head) throws InterruptedException, IOException {
    end = head;
    RawSocket last = current;
    if (last != null) {
      last.cut(); // nobody may write any more: what it has to know comes with the next connection
    }
    thread.join();
    if (failure != null) {
      throw new AssertionError(name + ": " + failure.getMessage(), failure);
    }
    return followed;
  }

  /** The ids of what was acknowledged; fails if it could not go on. */
  Queue<String> acked() {
    if (failure != null) {
      throw new AssertionError(this + " gave up", failure);
    }
    return acked;
  }

  /** How often it has connected. */
  int connections() {
    return connections;
  }

  @Override
  public String toString() {
    return "%s, connection %d, live %b at %d, %s"
        .formatted(name, connections, followed.isLive(), followed.position(), unacknowledged);
  }

  private void wander() {
    try {
      while (!isHome() && !lost) {
        try (RawSocket socket = arrive()) {
          current = socket;
          stay(socket);
        } catch (IOException | AssertionError e) {
          if (!(e instanceof IOException) && !isNoUpgrade(e)) {
            throw e;
          }
          Thread.sleep(random.nextInt(MAX_WAIT_MS));
        }
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  /**
   * A node that is stopping refuses politely, and one whose neighbour died may ask for patience.
   */
  private static boolean isNoUpgrade(Throwable error) {
    String why = String.valueOf(error.getMessage());
    return Stream.of(
            "no upgrade",
            "cut and no hello",
            "closed with 1012 and no hello",
            "closed with 4000 and no hello")
        .anyMatch(why::startsWith);
  }

  private boolean isHome() {
    return followed.isLive() && followed.position() >= end && unacknowledged.isEmpty();
  }

  private RawSocket arrive() throws IOException {
    List<Integer> there = ports.get();
    RawSocket socket = RawSocket.full(there.get(random.nextInt(there.size())), name);
    connections++;
    socket.sendText(followed.subscribe());
    unacknowledged.sendAll(socket);
    return socket;
  }

  private void stay(RawSocket socket) throws IOException, InterruptedException {
    while (!isHome()) {
      RawSocket.Frame frame = socket.read();
      if (frame == null || frame.opcode() == RawSocket.CLOSE) {
        return;
      }
      if (frame.opcode() == RawSocket.PING) {
        socket.send(RawSocket.PONG, true, frame.payload());
      } else {
        take(socket, Json.parse(frame.text()));
      }
    }
  }

  private void take(RawSocket socket, JsonNode frame) throws IOException, InterruptedException {
    followed.accept(frame);
    String type = frame.get("type").asText();
    if (type.equals("ack")) {
      acked.add(unacknowledged.acked(frame));
    } else if (type.equals("error")) {
      unacknowledged.tryAgain(socket, followed, frame);
    }
    if (writing && followed.isLive() && unacknowledged.isEmpty()) {
      Thread.sleep(random.nextInt(MAX_THOUGHT_MS));
      unacknowledged.post(socket);
    }
    quiet = !writing && unacknowledged.isEmpty();
  }
}
