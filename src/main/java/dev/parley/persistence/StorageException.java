package dev.parley.persistence;

/** The database can't be used at all; the message says why to whoever started the server. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Flyway puts a whole report into its messages; the cause says it in a line, and PostgreSQL's
   * details are lines more.
   */
  static String reason(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).strip().lines().findFirst().orElse("");
  }
}
