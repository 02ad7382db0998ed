package dev.parley.persistence;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/**
 * Lets the nodes in one after the other: those that start at the same moment would not find each
 * other in the database and make a cluster each. It blocks.
 *
 * <p>A lock of PostgreSQL's on a connection of its own, so that a node that dies lets go of it.
 */
final class JoinLock {

  /** Chosen at random once; others who lock in the same database choose another. */
  private static final long KEY = 0x7061_726c_6579L;

  private static final int PATIENCE_SECONDS = 50;

  private JoinLock() {}

  /** Waits for its turn, and does this in it. */
  static <T> T inTurn(DataSource database, Callable<T> joining) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = '" + PATIENCE_SECONDS + "s'");
      statement.execute("SELECT pg_advisory_lock(" + KEY + ")");
      return joining.call();
    }
  }
}
