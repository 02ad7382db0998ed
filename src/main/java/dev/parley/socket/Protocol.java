package dev.parley.socket;

/**
 * What is spoken on a socket: {@link PlainProtocol} or {@link FullProtocol}. Belongs to the event
 * loop of its connection.
 */
interface Protocol {

  /** The socket is open: says what comes first. */
  void open();

  /** The client has said something. */
  void hear(String text);

  /** Time has passed: makes up for what had to be left out. */
  void beat();

  /** The socket is gone. */
  void end();
}
