package dev.parley.persistence;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.io.Closeable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import javax.sql.DataSource;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * Connections to one SQLite file, each with the settings that Parley's promises rest on: {@code
 * synchronous=FULL}, so that a commit is on the disk; the write-ahead log, so that readers and the
 * writer don't wait for each other; foreign keys.
 */
final class SqliteDataSources implements Closeable {

  /**
   * A commit writes whole pages, and a message is small: with 1 KiB a commit costs a quarter less
   * than with 4.
   */
  private static final int PAGE_BYTES = 1024;

  /**
   * The checkpoint rewrites the last pages of every room; more often than this it does little else.
   * In pages.
   */
  private static final int CHECKPOINT_PAGES = 10_000;

  /**
   * How long SQLite waits for another process, a backup say; shorter than the bus waits for an
   * answer.
   */
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(3);

  /**
   * Takes the write lock at once: a transaction that begins by reading can't wait for it later,
   * SQLite refuses at once what could end in a deadlock.
   */
  static final String BEGIN = "BEGIN IMMEDIATE";

  private static final int READER_CACHE_KIB = 16 * 1024;

  /**
   * Enough for the ends of a thousand rooms. SQLite looks through the writer's whole cache in each
   * commit, which with the readers' size took a tenth of the CPU of storing; what isn't in it comes
   * from the operating system's.
   */
  private static final int WRITER_CACHE_KIB = 1024;

  private final Path file;
  private final Deque<AgroalDataSource> pools = new ArrayDeque<>();

  SqliteDataSources(Path file) {
    this.file = file;
  }

  /** Where what is committed stands until a checkpoint moves it into the file. */
  static Path writeAheadLog(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  /** The index of the write-ahead log that the connections share; made anew if it isn't there. */
  static Path sharedIndex(Path file) {
    return file.resolveSibling(file.getFileName() + "-shm");
  }

  /** Makes the file. The page size can only be chosen before the first page is written. */
  void create() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    try (Connection connection = dataSource(config).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
    }
  }

  /** Unpooled connections that can't write. */
  DataSource reading() {
    return dataSource(readOnly());
  }

  /** Unpooled connections that may write, for the migrations. */
  DataSource plain() {
    return dataSource(writing());
  }

  /** Unpooled connections that may write, but fail rather than make the file if it is gone. */
  DataSource existing() {
    SQLiteConfig config = writing();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return dataSource(config);
  }

  /** One connection that may write. */
  AgroalDataSource writer() throws SQLException {
    AgroalDataSource pool = pool(writing(), 1);
    // opened at once, though nobody may ever write: readers alone would leave the log behind
    pool.getConnection().close();
    return pool;
  }

  /** Connections that can't write. */
  AgroalDataSource readers(int size) throws SQLException {
    return pool(readOnly(), size);
  }

  @Override
  public void close() {
    // the writer last: it is the one that can fold the write-ahead log into the file
    while (!pools.isEmpty()) {
      pools.pop().close();
    }
  }

  private SQLiteConfig writing() {
    SQLiteConfig config = common();
    config.setCacheSize(-WRITER_CACHE_KIB);
    config.setJournalMode(JournalMode.WAL);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    return config;
  }

  private static SQLiteConfig readOnly() {
    SQLiteConfig config = common();
    config.setCacheSize(-READER_CACHE_KIB);
    config.setReadOnly(true);
    return config;
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    return config;
  }

  private SQLiteDataSource dataSource(SQLiteConfig config) {
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl(url());
    return dataSource;
  }

  private AgroalDataSource pool(SQLiteConfig config, int size) throws SQLException {
    AgroalDataSource pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    connections ->
                        connections
                            .maxSize(size)
                            .acquisitionTimeout(BUSY_TIMEOUT)
                            .connectionFactoryConfiguration(
                                factory -> configure(factory, config))));
    pools.push(pool);
    return pool;
  }

  private AgroalConnectionFactoryConfigurationSupplier configure(
      AgroalConnectionFactoryConfigurationSupplier factory, SQLiteConfig config) {
    Properties properties = config.toProperties();
    properties
        .stringPropertyNames()
        .forEach(p -> factory.jdbcProperty(p, properties.getProperty(p)));
    return factory.connectionProviderClass(JDBC.class).jdbcUrl(url());
  }

  private String url() {
    return JDBC.PREFIX + file.toAbsolutePath();
  }
}
