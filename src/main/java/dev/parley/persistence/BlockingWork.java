package dev.parley.persistence;

import java.sql.SQLException;

/**
 * What is done to the database in one go, on a worker thread that may block.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface BlockingWork<T> {

  /** Does it, with the statements of a connection on which a transaction has begun. */
  T run(Statements statements) throws SQLException;
}
