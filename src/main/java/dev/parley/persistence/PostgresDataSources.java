package dev.parley.persistence;

import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to one PostgreSQL database, each a new one: the JDBC client pools them. */
final class PostgresDataSources {

  /** A server that isn't there shall not keep anybody waiting for longer than the bus does. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** One that says nothing for so long is taken for gone; a commit may have to wait for others. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Map<PGProperty, String> COMMON =
      Map.of(
          PGProperty.APPLICATION_NAME,
          "parley",
          PGProperty.CONNECT_TIMEOUT,
          Long.toString(PATIENCE.toSeconds()),
          PGProperty.LOGIN_TIMEOUT,
          Long.toString(PATIENCE.toSeconds()),
          PGProperty.TCP_KEEP_ALIVE,
          "true");

  private static final Map<PGProperty, String> POOLED =
      Map.of(
          PGProperty.SOCKET_TIMEOUT,
          Long.toString(SILENCE.toSeconds()),
          PGProperty.REWRITE_BATCHED_INSERTS,
          "true");

  private static final Map<PGProperty, String> READING =
      Map.of(PGProperty.READ_ONLY, "true", PGProperty.READ_ONLY_MODE, "always");

  private final DatabaseLogin login;

  PostgresDataSources(DatabaseLogin login) {
    this.login = login;
  }

  /** For the migrations, which may take their time. */
  DataSource plain() {
    PGSimpleDataSource plain = new PGSimpleDataSource();
    configure(plain);
    return plain;
  }

  /** For a connection that writes. */
  DataSource writer() {
    ServerDataSource writer = new ServerDataSource();
    configure(writer);
    set(writer, POOLED);
    return writer;
  }

  /** For connections that can't write. */
  DataSource readers() {
    ServerDataSource readers = new ServerDataSource();
    configure(readers);
    set(readers, POOLED);
    set(readers, READING);
    return readers;
  }

  private void configure(PGSimpleDataSource dataSource) {
    dataSource.setURL(login.url());
    if (!login.user().isEmpty()) {
      dataSource.setUser(login.user());
    }
    if (!login.password().isEmpty()) {
      dataSource.setPassword(login.password());
    }
    set(dataSource, COMMON);
  }

  private static void set(PGSimpleDataSource dataSource, Map<PGProperty, String> properties) {
    properties.forEach(dataSource::setProperty);
  }
}
