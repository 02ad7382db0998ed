package dev.parley.persistence;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.Closeable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections to one PostgreSQL database. */
final class PostgresDataSources implements Closeable {

  /** A server that isn't there shall not keep anybody waiting for longer than the bus does. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** One that says nothing for so long is taken for gone; a commit may have to wait for others. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Map<String, String> COMMON =
      Map.of(
          "ApplicationName",
          "parley",
          "connectTimeout",
          Long.toString(PATIENCE.toSeconds()),
          "socketTimeout",
          Long.toString(SILENCE.toSeconds()),
          "tcpKeepAlive",
          "true");

  private final DatabaseLogin login;
  private final Deque<AgroalDataSource> pools = new ArrayDeque<>();

  PostgresDataSources(DatabaseLogin login) {
    this.login = login;
  }

  /** Unpooled connections, for the migrations. */
  DataSource plain() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(login.url());
    if (!login.user().isEmpty()) {
      dataSource.setUser(login.user());
    }
    if (!login.password().isEmpty()) {
      dataSource.setPassword(login.password());
    }
    dataSource.setConnectTimeout((int) PATIENCE.toSeconds());
    return dataSource;
  }

  /** One connection that writes. */
  AgroalDataSource writer() throws SQLException {
    return pool(Map.of("reWriteBatchedInserts", "true"), 1);
  }

  /** Connections that can't write. */
  AgroalDataSource readers(int size) throws SQLException {
    return pool(Map.of("readOnly", "true", "readOnlyMode", "always"), size);
  }

  @Override
  public void close() {
    while (!pools.isEmpty()) {
      pools.pop().close();
    }
  }

  private AgroalDataSource pool(Map<String, String> properties, int size) throws SQLException {
    AgroalDataSource pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    connections ->
                        connections
                            .maxSize(size)
                            .acquisitionTimeout(PATIENCE)
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(
                                factory -> configure(factory, properties))));
    pools.push(pool);
    return pool;
  }

  private AgroalConnectionFactoryConfigurationSupplier configure(
      AgroalConnectionFactoryConfigurationSupplier factory, Map<String, String> properties) {
    COMMON.forEach(factory::jdbcProperty);
    properties.forEach(factory::jdbcProperty);
    if (!login.user().isEmpty()) {
      factory.principal(new NamePrincipal(login.user()));
    }
    if (!login.password().isEmpty()) {
      factory.credential(new SimplePassword(login.password()));
    }
    return factory.connectionProviderClass(Driver.class).jdbcUrl(login.url());
  }
}
