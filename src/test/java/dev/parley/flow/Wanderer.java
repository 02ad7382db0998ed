package dev.parley.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testing.FollowedRoom;
import dev.parley.testing.FullFrames;
import dev.parley.testing.Json;
import dev.parley.testing.RawSocket;
import dev.parley.testing.Unacknowledged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person who drops out and comes back, again and again, follows a room all the while, and now and
 * then writes to it: under a nonce, and again until it is acknowledged. What it does is the same
 * each time for the same seed.
 */
final class Wanderer {

  /** How a stay ends. */
  enum Ending {
    /** A closing handshake begun. */
    CLOSE,
    /** FIN. */
    CUT,
    /** RST. */
    RESET,
    /** FIN in the middle of a frame. */
    CUT_FRAME,
    /** Not at all: the same connection subscribes again. */
    SUBSCRIBE_AGAIN
  }

  private static final int MOST_FRAMES = 60;

  private final int port;
  private final String room;
  private final String name;
  private final Ending[] endings;
  private final Random random;
  private final FollowedRoom followed;
  private final Unacknowledged unacknowledged;
  private final Set<String> acked = new TreeSet<>();
  private RawSocket socket;

  Wanderer(int port, String room, String name, long seed, Ending... endings) {
    this.port = port;
    this.room = room;
    this.name = name;
    this.random = new Random(seed);
    this.endings = endings;
    this.followed = new FollowedRoom(room);
    this.unacknowledged = new Unacknowledged(room, name);
  }

  /** Stays and goes so often. */
  void wander(int rounds) {
    try {
      for (int i = 0; i < rounds; i++) {
        stay();
        end(endings[random.nextInt(endings.length)]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Comes back for the last time, and goes when it has come to this place of the log. */
  void comeHome(long head) {
    try {
      arrive();
      while (!followed.isLive() || followed.position() < head || !unacknowledged.isEmpty()) {
        take(socket.read());
      }
      socket.close();
      socket = null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stay() throws IOException {
    arrive();
    if (random.nextInt(3) == 0) {
      unacknowledged.post(socket);
    }
    boolean patient = random.nextInt(3) > 0;
    while (patient && !followed.isLive()) {
      take(socket.read());
    }
    int pings = random.nextInt(3);
    for (int i = 0; i < pings; i++) {
      socket.sendText(FullFrames.ping());
    }
    // a ping's answer comes even if nobody writes
    for (int frames = random.nextInt(MOST_FRAMES); frames > 0 && pings > 0; frames--) {
      pings -= take(socket.read()).equals("pong") ? 1 : 0;
    }
  }

  private void arrive() throws IOException {
    if (socket == null) {
      socket = RawSocket.full(port, name);
      socket.sendText(followed.subscribe());
    } else {
      socket.sendText(followed.resubscribe());
    }
    unacknowledged.sendAll(socket);
  }

  private String take(RawSocket.Frame raw) throws IOException {
    if (raw == null || raw.opcode() == RawSocket.CLOSE) {
      throw new AssertionError(name + " was cut: " + (raw == null ? "" : raw.closeCode()));
    }
    if (raw.opcode() != RawSocket.TEXT) {
      socket.send(RawSocket.PONG, true, raw.payload());
      return "";
    }
    JsonNode frame = Json.parse(raw.text());
    followed.accept(frame);
    String type = frame.get("type").asText();
    if (type.equals("ack")) {
      acked.add(unacknowledged.acked(frame));
    } else if (type.equals("error")) {
      unacknowledged.tryAgain(socket, followed, frame);
    }
    return type;
  }

  private void end(Ending ending) throws IOException {
    byte[] frame = RawSocket.frame(0x81, FullFrames.message(room, "Never", "never").getBytes());
    switch (ending) {
      case CLOSE -> socket.send(RawSocket.CLOSE, true, (byte) 3, (byte) -24);
      case CUT -> socket.cut();
      case RESET -> socket.reset();
      case CUT_FRAME -> {
        socket.send(Arrays.copyOf(frame, 1 + random.nextInt(frame.length - 1)));
        socket.cut();
      }
      case SUBSCRIBE_AGAIN -> {
        return;
      }
    }
    socket.close();
    socket = null;
  }

  FollowedRoom followed() {
    return followed;
  }

  /** The ids of its own messages that were acknowledged. */
  Set<String> acked() {
    return acked;
  }
}
