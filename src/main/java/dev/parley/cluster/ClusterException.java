package dev.parley.cluster;

/** The cluster can't be joined; the message says why to whoever started the server. */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
