package dev.parley.bus;

import java.time.Duration;

/**
 * Something that was expected to go wrong now and then. It carries a {@link FailureCode} and a
 * sentence for people, and no stack trace: it is an answer, not an accident.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final transient Duration retryAfter;

  /** With the code's own sentence. */
  public Failure(FailureCode code) {
    this(code, code.meaning());
  }

  /**
   * With a sentence that says more than the code's own. It is shown to people: no internals, no
   * content.
   */
  public Failure(FailureCode code, String message) {
    this(code, message, null);
  }

  /**
   * With the code's own sentence, and when the same again may work, which doesn't go to other
   * nodes.
   */
  public Failure(FailureCode code, Duration retryAfter) {
    this(code, code.meaning(), retryAfter);
  }

  private Failure(FailureCode code, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Whether it is only that the server stops, which is nothing to complain of. */
  public static boolean isStopping(Throwable error) {
    return error instanceof Failure failure && failure.code() == FailureCode.STOPPING;
  }

  /** What went wrong, for machines. */
  public FailureCode code() {
    return code;
  }

  /** Whether the same again may work. */
  public boolean retryable() {
    return code.retryable();
  }

  /** When the same again may work, from now; null if that isn't known. It stays on this node. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
