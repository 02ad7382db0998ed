package dev.parley.persistence;

import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * A database of a PostgreSQL server, which several nodes share: each has one connection that
 * writes, as on SQLite, and several that read.
 */
public final class PostgresDatabase implements DatabaseSource {

  static final String BEGIN = "BEGIN";

  private static final String ENCODING = "UTF8";

  private final DatabaseLogin login;
  private final PostgresDataSources dataSources;

  /** The database of this address, which is not made. */
  public PostgresDatabase(DatabaseLogin login) {
    this.login = login;
    this.dataSources = new PostgresDataSources(login);
  }

  /**
   * Does something that only one node of this database may do at a time; blocks until it is done.
   */
  public <T> T inTurn(Callable<T> work) throws Exception {
    return JoinLock.inTurn(dataSources.plain(), work);
  }

  /** Connections outside of the pools, for whoever joins the cluster of this database. */
  public DataSource plain() {
    return dataSources.plain();
  }

  @Override
  public void prepare() {
    try {
      requireEncoding();
      Schema.POSTGRESQL.isKnown(dataSources.plain(), name());
      Schema.POSTGRESQL.migrate(dataSources.plain());
      new PostgresOrigin(dataSources.plain()).arrive();
    } catch (SQLException | FlywayException e) {
      throw unusable(e);
    }
  }

  @Override
  public void visit() {
    try {
      Schema.POSTGRESQL.requireCurrent(dataSources.plain(), name());
    } catch (FlywayException e) {
      throw unusable(e);
    }
  }

  /** What people write would not fit into any other one. */
  private void requireEncoding() throws SQLException {
    try (Connection connection = dataSources.plain().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_encoding")) {
      row.next();
      if (!ENCODING.equals(row.getString(1))) {
        throw new StorageException(
            name() + " has the encoding " + row.getString(1) + ", but must have UTF8.", null);
      }
    }
  }

  @Override
  public Database open(Vertx vertx, StorageLimits limits) {
    return new Database(
        Dialect.POSTGRESQL,
        JDBCPool.pool(vertx, dataSources.writer(), pool("writer", 1, limits.pendingWrites())),
        JDBCPool.pool(
            vertx, dataSources.readers(), pool("readers", limits.readers(), limits.pendingReads())),
        BEGIN);
  }

  private static PoolOptions pool(String name, int size, int waiting) {
    return new PoolOptions().setName(name).setMaxSize(size).setMaxWaitQueueSize(waiting);
  }

  @Override
  public void release() {
    // the pools, which are closed by then, have the only connections
  }

  private StorageException unusable(Exception e) {
    return new StorageException(name() + " can't be used: " + StorageException.reason(e), e);
  }

  private String name() {
    return "The database " + login.address();
  }
}
