package dev.parley.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every room a new epoch if a database isn't where the last server found it: an older copy
 * that was put back gives the same seqs to other messages, and its own epochs came back with it.
 *
 * <p>The place is what PostgreSQL gives anew to whatever is put back: an identifier to a database
 * server that is set up, a timeline to one that recovers from an archive or takes over from another
 * one, and numbers to databases and tables that are made. What is put back otherwise, by a snapshot
 * of the disks or into the tables that are there, looks as it was; for this there is the statement
 * in the README, which is the same as here.
 *
 * <p>Taking over may have lost what was committed last, and needn't: it costs each client one
 * reading of the history. It shows at the next start of a node; those that run keep the epochs of
 * the rooms that they have open.
 */
final class PostgresOrigin {

  private static final String PLACE =
      """
      SELECT concat_ws(' ', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
        pg_database.oid, 'room'::regclass::oid)
      FROM pg_control_system(), pg_database
      WHERE datname = current_database()
      """;

  private static final String PLACE_FOR_ANYBODY =
      """
      SELECT concat_ws(' ', pg_database.oid, 'room'::regclass::oid)
      FROM pg_database
      WHERE datname = current_database()
      """;

  // whoever starts at the same time waits here, and then finds it signed
  private static final String SIGN_FIRST =
      """
      INSERT INTO origin (id, place) VALUES (1, ?) ON CONFLICT (id) DO NOTHING
      """;

  private static final String SIGN =
      """
      UPDATE origin SET place = ? WHERE place <> ?
      """;

  private static final String RENEW =
      """
      UPDATE room SET epoch = substr(md5(random()::text || id::text), 1, 16)
      """;

  /** Not allowed, and not there: databases that are rented differ in what they show. */
  private static final Set<String> HIDDEN = Set.of("42501", "42883", "0A000");

  private static final Logger log = LoggerFactory.getLogger(PostgresOrigin.class);

  private final DataSource dataSource;

  PostgresOrigin(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Renews the epochs if need be and signs, before anybody reads the rooms. */
  void arrive() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      String place = place(connection);
      connection.setAutoCommit(false);
      if (update(connection, SIGN_FIRST, place) == 0
          && update(connection, SIGN, place, place) == 1) {
        int rooms = update(connection, RENEW);
        log.info("epochs_renewed reason=other_place rooms={}", rooms);
      }
      connection.commit();
    }
  }

  private static String place(Connection connection) throws SQLException {
    try {
      return ask(connection, PLACE);
    } catch (SQLException e) {
      if (HIDDEN.contains(e.getSQLState())) {
        return ask(connection, PLACE_FOR_ANYBODY);
      }
      throw e;
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static int update(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
