package dev.parley.socket;

/**
 * Why a socket is closed. 4000 to 4499 and 1012 mean "come back", 4500 to 4999 mean "stop"; below
 * 4000 are those of RFC 6455, section 7.4.1.
 */
enum CloseCode {
  /** A frame breaks the protocol. */
  PROTOCOL_ERROR(1002, "protocol error"),
  /** Only text frames are understood. */
  UNSUPPORTED_DATA(1003, "only text frames are understood"),
  /** A text frame isn't UTF-8. */
  INVALID_UTF8(1007, "a text frame must be UTF-8"),
  /** A frame or message is larger than {@code limits.frame-bytes}. */
  TOO_BIG(1009, "the frame is too big"),
  /** The server stops or restarts. */
  RESTART(1012, "the server is restarting"),
  /** The room could not be entered just now. */
  TRY_AGAIN(4000, "not available just now"),
  /** More than {@code limits.outbox-bytes} waits for this client to read it. */
  TOO_SLOW(4001, "the client reads too slowly"),
  /** The client answers no ping. */
  NO_PONG(4002, "no answer to a ping"),
  /** The client went on sending after it was told that it sends too fast. */
  TOO_FAST(4008, "too many messages"),
  /** The name is missing or can't be used. */
  BAD_REQUEST(4500, "bad request"),
  /** Nobody is known to be behind the socket, or somebody else than it says. */
  NOT_SIGNED_IN(4501, "not signed in"),
  /** The session has ended, the account is gone, or the name belongs to one now. */
  SIGNED_OUT(4501, "signed out"),
  /** The person was banned from the room, or may not be there any more for another reason. */
  BANNED(4503, "no longer allowed here"),
  /** There is no such room, or no longer. */
  ROOM_GONE(4504, "there is no such room");

  private final short number;
  private final String reason;

  CloseCode(int number, String reason) {
    this.number = (short) number;
    this.reason = reason;
  }

  short number() {
    return number;
  }

  /** For people; at most 123 bytes of UTF-8 fit. */
  String reason() {
    return reason;
  }
}
