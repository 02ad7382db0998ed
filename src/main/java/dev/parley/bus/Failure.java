package dev.parley.bus;

/**
 * Something that was expected to go wrong now and then. It carries a {@link FailureCode} and a
 * sentence for people, and no stack trace: it is an answer, not an accident.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureCode code;

  /** With the code's own sentence. */
  public Failure(FailureCode code) {
    this(code, code.meaning());
  }

  /**
   * With a sentence that says more than the code's own. It is shown to people: no internals, no
   * content.
   */
  public Failure(FailureCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** What went wrong, for machines. */
  public FailureCode code() {
    return code;
  }

  /** Whether the same again may work. */
  public boolean retryable() {
    return code.retryable();
  }
}
