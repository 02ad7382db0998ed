package dev.parley.socket;

import dev.parley.bus.Actor;
import dev.parley.bus.ConnectionId;
import dev.parley.bus.PersonName;
import io.netty.buffer.ByteBuf;

/** Whose {@link Subscription} it is, and where it writes to. */
interface Subscriber {

  ConnectionId id();

  PersonName person();

  /** The person, and what it may do on the server. */
  Actor actor();

  /** What all connections of the event loop share. */
  Connections owner();

  /**
   * Writes a frame, or several; the buffer is only lent. A client that is too far behind is closed.
   *
   * @param ephemeral whether it may be left out instead
   * @return whether it was written
   */
  boolean write(ByteBuf wire, boolean ephemeral);
}
