package dev.parley.testing;

import dev.parley.bus.EncodedFrame;
import dev.parley.bus.FrameEncoder;
import dev.parley.bus.Message;
import dev.parley.bus.PersonName;
import dev.parley.bus.RoomId;
import dev.parley.bus.Seq;
import dev.parley.bus.Turnout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Frames for tests that are not about frames: a line each, {@code join John [John, Jane]} say. */
public final class PlainFrames implements FrameEncoder {
  @Override
  public EncodedFrame message(Message message) {
    return frame("message " + message.content().value());
  }

  @Override
  public EncodedFrame join(PersonName person, List<PersonName> online, Instant at) {
    return frame("join " + person + " " + online);
  }

  @Override
  public EncodedFrame leave(PersonName person, List<PersonName> online, Instant at) {
    return frame("leave " + person + " " + online);
  }

  @Override
  public EncodedFrame caughtUp(RoomId room, Seq to) {
    return frame("caught up " + to);
  }

  @Override
  public EncodedFrame presence(RoomId room, Turnout turnout, Instant at) {
    return frame(
        "presence +%s -%s of %d".formatted(turnout.joined(), turnout.left(), turnout.count()));
  }

  @Override
  public EncodedFrame typing(RoomId room, PersonName person) {
    return frame("typing " + person);
  }

  private static EncodedFrame frame(String text) {
    return new EncodedFrame(text.getBytes(StandardCharsets.UTF_8));
  }
}
