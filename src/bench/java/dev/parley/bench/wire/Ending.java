package dev.parley.bench.wire;

/**
 * Why a connection is not, or no longer, there.
 *
 * @param code of the close frame, {@link #CUT} if there was none, or the HTTP status
 * @param reason in the server's or the system's words, may be empty
 */
public record Ending(Kind kind, int code, String reason) {

  /** What RFC 6455 calls a connection that ended without a close frame. */
  public static final int CUT = 1006;

  /** How far it had come. */
  public enum Kind {
    /** There was no TCP connection. */
    NOT_CONNECTED,
    /** The server answered the upgrade with another status. */
    REFUSED,
    /** It was open. */
    CLOSED
  }

  /** In a line, for people. */
  public String describe() {
    String said = reason == null || reason.isBlank() ? "" : " (" + reason.strip() + ")";
    return switch (kind) {
      case NOT_CONNECTED -> "not connected" + said;
      case REFUSED -> "refused with HTTP " + code + said;
      case CLOSED -> "closed with " + code + said;
    };
  }
}
