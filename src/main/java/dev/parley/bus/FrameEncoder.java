package dev.parley.bus;

import java.time.Instant;
import java.util.List;

/**
 * Makes the frames that people in a room get, once for everybody. What they look like is the
 * business of the sockets, so the implementation is theirs; the rooms only know what there is to
 * say. Safe for any thread.
 */
public interface FrameEncoder {

  /** Somebody has written a message, or it has changed; or it is a notice. */
  EncodedFrame message(Message message);

  /** The log up to here has been shown, though not each place of it. */
  EncodedFrame caughtUp(RoomId room, Seq to);

  /** Plain protocol: somebody has come; {@code online} is everybody who is here now. */
  EncodedFrame join(PersonName person, List<PersonName> online, Instant at);

  /** Plain protocol: somebody has gone; {@code online} is everybody who is still here. */
  EncodedFrame leave(PersonName person, List<PersonName> online, Instant at);

  /** Full protocol: who came and went. */
  EncodedFrame presence(RoomId room, Turnout turnout, Instant at);

  /** Somebody is typing. */
  EncodedFrame typing(RoomId room, PersonName person);
}
