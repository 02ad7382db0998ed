package dev.parley.testing;

import dev.parley.persistence.DatabaseFile;
import dev.parley.persistence.DatabaseLogin;
import dev.parley.persistence.DatabaseSource;
import dev.parley.persistence.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the servers of the tests keep their data in: a SQLite file, or with {@code
 * -Dparley.test.database=postgresql} a database of a PostgreSQL server that runs for as long as the
 * tests do. Each data folder has a database of its own, which a server that starts again on the
 * folder finds again.
 */
public final class TestDatabase {

  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("parley.test.database"));

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<Path, String> URLS = new ConcurrentHashMap<>();

  private TestDatabase() {}

  /** The server, which is started when it is first asked for. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "500")
            .setServerConfig("fsync", "off") // no test takes the machine's power away
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The settings of a server with this data folder. */
  public static Map<String, String> settings(Path data) {
    return POSTGRESQL
        ? Map.of("data.dir", data.toString(), "database.url", url(data))
        : Map.of("data.dir", data.toString());
  }

  /** The same for stores alone. */
  public static DatabaseSource source(Path data) {
    return POSTGRESQL
        ? new PostgresDatabase(new DatabaseLogin(url(data), "", ""))
        : new DatabaseFile(data);
  }

  /** Connects to the database of this data folder, beside whoever else uses it. */
  public static Connection connect(Path data) throws SQLException {
    return DriverManager.getConnection(
        POSTGRESQL ? url(data) : "jdbc:sqlite:" + data.resolve("parley.db"));
  }

  /** The database of this data folder on the PostgreSQL server. */
  public static String url(Path data) {
    return URLS.computeIfAbsent(data.toAbsolutePath(), folder -> create());
  }

  /** A new database on the PostgreSQL server, which is empty. */
  public static String create() {
    String name = "parley_" + COUNT.incrementAndGet();
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return Server.POSTGRES.getJdbcUrl("postgres", name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
