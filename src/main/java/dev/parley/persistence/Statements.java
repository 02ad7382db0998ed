package dev.parley.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements of one JDBC connection, each prepared when it is first used and kept for as long
 * as the connection: otherwise SQLite would parse and plan each of them for each commit.
 *
 * <p>For one thread at a time. What is prepared here is never closed by whoever uses it; a {@code
 * ResultSet} of it always is. Meant for constant texts, of which there are few.
 */
public final class Statements {

  private static final Logger log = LoggerFactory.getLogger(Statements.class);

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** The statement with this text. */
  public PreparedStatement of(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /** Gives them back; what one of them fails at doesn't keep the others from it. */
  void close() {
    for (PreparedStatement statement : prepared.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        log.debug("statement_not_closed", e);
      }
    }
    prepared.clear();
  }

  boolean isOf(Connection other) {
    return connection == other;
  }

  /** Runs a statement that has no parameters and gives no rows. */
  void run(String sql) throws SQLException {
    of(sql).executeUpdate();
  }
}
