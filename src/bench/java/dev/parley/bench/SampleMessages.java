package dev.parley.bench;

import dev.parley.bus.Message;
import dev.parley.bus.MessageContent;
import dev.parley.bus.MessageId;
import dev.parley.bus.Nonce;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What the micro-benchmarks work on: messages of an everyday length, the same in every run. */
public final class SampleMessages {

  private static final long VERSION_7 = 0x0192_0000_0000_7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final RoomId ROOM = new RoomId(uuid(1));
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");
  private static final String WORDS = "The quick brown fox jumps over the lazy dog, “twice”. ";

  private SampleMessages() {}

  /** One message of about {@code length} characters at this place in its room. */
  public static Message message(long seq, int length) {
    return new Message(
        new MessageId(uuid(seq)),
        ROOM,
        new Seq(seq),
        new PersonName("Joanna"),
        new MessageContent(text(length)),
        NOON,
        new Nonce("k3J_-9xQ"));
  }

  /** The messages from 1 to {@code count}, in order. */
  public static List<Message> messages(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(seq -> message(seq, 100)).toList();
  }

  /** So many people. */
  public static List<PersonName> people(int count) {
    return IntStream.range(0, count).mapToObj(i -> new PersonName("Person " + i)).toList();
  }

  /** Prose of so many characters. */
  public static String text(int length) {
    return WORDS.repeat(length / WORDS.length() + 1).substring(0, length);
  }

  private static UUID uuid(long number) {
    return new UUID(VERSION_7, VARIANT | number);
  }
}
