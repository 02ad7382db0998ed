package dev.parley.testing;

import dev.parley.bus.Actor;
import dev.parley.bus.Change;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.Epoch;
import dev.parley.bus.Ids;
import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.Room;
import dev.parley.bus.RoomId;
import dev.parley.bus.RoomName;
import dev.parley.bus.Seq;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Values to test with, the same in every run. */
public final class Samples {
  /** The time of everything here. */
  public static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  public static final Epoch EPOCH = new Epoch("9f86d081884c7d65");
  public static final RoomId ROOM = room(1);
  public static final RoomId OTHER_ROOM = room(2);
  public static final PersonName JOHN = new PersonName("John");
  public static final PersonName JANE = new PersonName("Jane");

  /** Somebody who only says a name: John. */
  public static final Actor GUEST = Actor.guest(JOHN);

  private static final long VERSION_7 = 0x0192_0000_0000_7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Samples() {}

  /** Ids that count up, as real ones do. */
  public static Ids ids() {
    AtomicLong last = new AtomicLong();
    return new Ids(() -> uuid(last.incrementAndGet()));
  }

  public static RoomId room(long number) {
    return new RoomId(uuid(number));
  }

  public static Room namedRoom(RoomId id, String name) {
    return new Room(id, new RoomName(name), NOON, EPOCH);
  }

  public static ConnectionId connection(long number) {
    return new ConnectionId(uuid(number));
  }

  /** A message of John's in {@link #ROOM}, whose content is its seq. */
  public static Message message(long seq) {
    return message(ROOM, seq);
  }

  /** A message of John's, whose content is its seq. */
  public static Message message(RoomId room, long seq) {
    return new Message(
        new MessageId(uuid(seq)),
        room,
        new Seq(seq),
        JOHN,
        new MessageContent(Long.toString(seq)),
        NOON,
        null);
  }

  /** That message, edited; {@code position} is the place of the edit in the log. */
  public static Message edited(long seq, long position) {
    Message first = message(seq);
    return new Message(
        first.id(),
        first.room(),
        first.seq(),
        first.author(),
        new MessageContent(seq + " edited"),
        first.createdAt(),
        null,
        new Change(new Seq(position), NOON, null));
  }

  public static Nonce nonce(String value) {
    return new Nonce(value);
  }

  /** A version 7 UUID; a greater number gives a later one. */
  public static UUID uuid(long number) {
    return new UUID(VERSION_7, VARIANT | number);
  }
}
