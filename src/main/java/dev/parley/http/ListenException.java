package dev.parley.http;

/** The address can't be listened on; the message says why to whoever started the server. */
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For this address, 0 for any port. */
  public ListenException(String host, int port, Throwable cause) {
    super(
        "The address %s:%s can't be listened on: %s"
            .formatted(host, port > 0 ? port : "(any)", cause.getMessage()),
        cause);
  }
}
