package dev.parley.persistence;

import java.sql.SQLException;

/** The connection ended between a commit and its answer: it was done or not. */
final class UnknownOutcome extends SQLException {

  private static final long serialVersionUID = 1L;

  UnknownOutcome(Throwable lost) {
    super(lost.getMessage(), lost);
  }
}
