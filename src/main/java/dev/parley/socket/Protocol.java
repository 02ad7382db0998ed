package dev.parley.socket;

import dev.parley.bus.OwnNews;
import dev.parley.bus.RoomId;
import dev.parley.rights.Action;

/**
 * What is spoken on a socket: {@link PlainProtocol} or {@link FullProtocol}. Belongs to the event
 * loop of its connection.
 */
interface Protocol {

  /** What it takes a right to, to be here. */
  Action entrance();

  /** Something of the person's own has changed. */
  default void hear(OwnNews news) {}

  /** What the person is in a room may have changed. */
  default void memberChanged(RoomId room) {}

  /** The socket is open: says what comes first. */
  void open();

  /** The client has said something. */
  void hear(String text);

  /** Time has passed: makes up for what had to be left out. */
  void beat();

  /** The socket is gone. */
  void end();
}
